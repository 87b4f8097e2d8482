import Glibc

/// A process that cannot be taken for a later one with the same number.
struct ProcessIdentity: Equatable {
    let id: Int32
    /// When it started, in clock ticks after the machine did (proc(5), stat, field 22).
    let startTime: UInt64

    /// This process.
    static func current() throws(EmbeddedPostgresError) -> ProcessIdentity {
        guard let identity = living(getpid()) else {
            throw EmbeddedPostgresError(.system, "Cannot read /proc/self/stat: is /proc mounted?")
        }
        return identity
    }

    /// The process with a number; nil when there is none or only its remains.
    static func living(_ id: Int32) -> ProcessIdentity? {
        guard id > 0, let fields = statFields(id), fields.count > 19,
            fields[0] != "Z", fields[0] != "X", let start = UInt64(fields[19])
        else { return nil }
        return ProcessIdentity(id: id, startTime: start)
    }

    /// Whether it still lives.
    var isAlive: Bool { Self.living(id) == self }

    /// The fields of /proc/N/stat after the name, which may hold anything, blanks too.
    private static func statFields(_ id: Int32) -> [Substring]? {
        // A process that ends while it is read is one that does not live: not a failure.
        guard let bytes = try? FileSystem.read("/proc/\(id)/stat") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: end)...].split(whereSeparator: \.isWhitespace)
    }

    /// Whether the process with a number is the postmaster that works in a folder.
    ///
    /// The postmaster's working directory is its data folder. Of another user's process only the
    /// name can be seen; then the name decides.
    static func isPostmaster(_ id: Int32, in folder: String) -> Bool {
        guard living(id) != nil, let name = try? FileSystem.read("/proc/\(id)/comm"),
            String(decoding: name, as: UTF8.self).hasPrefix("postgres")
        else { return false }
        guard let place = unsafe realpath("/proc/\(id)/cwd", nil) else { return true }
        defer { unsafe free(place) }
        return unsafe String(cString: place) == folder
    }

    /// Sends a signal; false when the process is gone.
    static func signal(_ id: Int32, _ number: Int32) throws(EmbeddedPostgresError) -> Bool {
        guard kill(id, number) != 0 else { return true }
        guard errno != ESRCH else { return false }
        throw .system("cannot signal process", "\(id)", errno: errno)
    }
}
