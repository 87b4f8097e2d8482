#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The bytes of an open file, in pieces.
///
/// A class, since a throwing initialiser can't give up a half-made `~Copyable` owner (Swift 6.3).
final class FileBytes {
    private let descriptor: Int32
    private let name: String
    private let owned: Bool

    /// Opens a file; `-` is standard input.
    init(path: String) throws(LeadFileError) {
        name = path == "-" ? "standard input" : path
        owned = path != "-"
        descriptor = owned ? (unsafe open(path, O_RDONLY | O_CLOEXEC)) : STDIN_FILENO
        guard descriptor >= 0 else { throw Self.failure("can't be opened", name) }
    }

    deinit {
        if owned { close(descriptor) }
    }

    /// Goes to an offset from the beginning.
    func seek(to offset: Int64) throws(LeadFileError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else {
            throw Self.failure("can't be read from byte \(offset) on", name)
        }
    }

    /// The next bytes, at most `count`; empty at the end.
    func next(_ count: Int = 1 << 18) throws(LeadFileError) -> [UInt8] {
        if !owned { try awaitInput() }
        var failed = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            var size: Int
            repeat {
                size = unsafe read(descriptor, buffer.baseAddress, count)
            } while size < 0
                && errno == EINTR
            failed = size < 0
            initialized = max(0, size)
        }
        if failed { throw Self.failure("can't be read", name) }
        return bytes
    }

    /// Waits for what another program has yet to write, unless the task is cancelled meanwhile.
    private func awaitInput() throws(LeadFileError) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&entry, 1, 200) == 0 {
            guard !Task.isCancelled else {
                throw LeadFileError(.inputOutput, "Nobody waits for '\(name)' any more.")
            }
        }
    }

    /// An error with the system's reason.
    static func failure(_ what: String, _ name: String) -> LeadFileError {
        let reason = unsafe String(cString: strerror(errno))
        return LeadFileError(.inputOutput, "'\(name)' \(what): \(reason).")
    }
}
