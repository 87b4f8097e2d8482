#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file; closed when the last reference goes.
final class SnapshotFile: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file for reading; nil when there is none.
    static func reading(_ path: String) throws(SnapshotError) -> SnapshotFile? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        return try SnapshotFile(descriptor, path)
    }

    /// Makes a file, or empties the one that is there.
    static func writing(_ path: String) throws(SnapshotError) -> SnapshotFile {
        try SnapshotFile(
            unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600), path)
    }

    private init(_ descriptor: Int32, _ path: String) throws(SnapshotError) {
        self.descriptor = descriptor
        self.path = path
        guard descriptor >= 0 else { throw Self.failure("opened", path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(SnapshotError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                guard let start = raw.baseAddress else { return 0 }
                #if canImport(Glibc)
                    return unsafe Glibc.write(descriptor, start + written, raw.count - written)
                #else
                    return unsafe Darwin.write(descriptor, start + written, raw.count - written)
                #endif
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.failure("written", path)
            }
            written += count
        }
    }

    /// Reads so many bytes; fewer when the file ends before.
    func read(_ count: Int) throws(SnapshotError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe bytes.withUnsafeMutableBytes { raw in
                guard let start = raw.baseAddress else { return 0 }
                #if canImport(Glibc)
                    return unsafe Glibc.read(descriptor, start + filled, count - filled)
                #else
                    return unsafe Darwin.read(descriptor, start + filled, count - filled)
                #endif
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw Self.failure("read", path)
            }
            if got == 0 { break }
            filled += got
        }
        if filled < count { bytes.removeLast(count - filled) }
        return bytes
    }

    /// Waits until the bytes are on the disk, and gives the file another name in one step.
    func publish(as name: String) throws(SnapshotError) {
        guard fsync(descriptor) == 0 else { throw Self.failure("written", path) }
        guard unsafe rename(path, name) == 0 else { throw Self.failure("renamed", path) }
        // The name is on the disk when its folder is.
        let slash = name.lastIndex(of: "/")
        let folder = slash.map { $0 == name.startIndex ? "/" : String(name[..<$0]) } ?? "."
        let opened = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw Self.failure("opened", folder) }
        defer { close(opened) }
        guard fsync(opened) == 0 else { throw Self.failure("written", folder) }
    }

    /// Takes a file away that was not finished.
    static func discard(_ path: String) { unsafe unlink(path) }

    private static func failure(_ what: String, _ path: String) -> SnapshotError {
        let reason = unsafe String(cString: strerror(errno))
        return SnapshotError(.file, "\(path) can't be \(what): \(reason)")
    }
}
