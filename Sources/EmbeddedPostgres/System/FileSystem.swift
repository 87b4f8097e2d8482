import Glibc

/// The few calls on files that this room needs; every refusal is an error that names the path.
enum FileSystem {
    typealias Failure = EmbeddedPostgresError

    /// The whole of a small file; nil when there is none.
    static func read(_ path: String, limit: Int = 1 << 20) throws(Failure) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system("cannot open", path, errno: errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < limit {
            let count = unsafe Glibc.read(descriptor, &chunk, min(chunk.count, limit - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system("cannot read", path, errno: errno) }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// Appends to a file that is there already.
    static func append(_ text: String, to path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw .system("cannot open", path, errno: errno) }
        defer { close(descriptor) }
        try writeAll(Array(text.utf8), to: descriptor, path: path)
    }

    /// Puts a file in place of another at one stroke.
    static func replace(_ path: String, with text: String) throws(Failure) {
        let draft = path + ".new"
        unlink(draft)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let descriptor = unsafe open(draft, flags, 0o600)
        guard descriptor >= 0 else { throw .system("cannot create", draft, errno: errno) }
        do {
            try writeAll(Array(text.utf8), to: descriptor, path: draft)
        } catch {
            close(descriptor)
            throw error
        }
        close(descriptor)
        try rename(draft, to: path)
    }

    /// Writes all bytes to a descriptor.
    static func writeAll(
        _ bytes: [UInt8], to descriptor: Int32, path: String
    ) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system("cannot write", path, errno: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Renames a file or folder.
    static func rename(_ path: String, to new: String) throws(Failure) {
        guard unsafe Glibc.rename(path, new) == 0 else {
            throw .system("cannot rename", path, errno: errno)
        }
    }

    /// Removes a file; that there is none is well.
    static func unlink(_ path: String) {
        _ = unsafe Glibc.unlink(path)
    }
}
