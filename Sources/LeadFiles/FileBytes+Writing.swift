#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension FileBytes {
    /// Writes all of the bytes.
    static func write(
        _ bytes: [UInt8], to descriptor: Int32, name: String
    ) throws(LeadFileError) {
        var written = 0
        while written < bytes.count {
            let size = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                #if canImport(Darwin)
                    return unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
                #else
                    return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                #endif
            }
            if size < 0, errno == EINTR { continue }
            guard size > 0 else { throw failure("can't be written", name) }
            written += size
        }
    }

    /// Replaces a file by new content, so that after a crash either the old or the new is there.
    static func replace(_ path: String, with bytes: [UInt8]) throws(LeadFileError) {
        let draft = path + ".new"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("can't be written", draft) }
        defer { close(descriptor) }
        try write(bytes, to: descriptor, name: draft)
        guard fsync(descriptor) == 0, unsafe rename(draft, path) == 0 else {
            throw failure("can't be written", path)
        }
        // The new name is durable only with the folder that holds it.
        let parent =
            path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : path[..<$0] } ?? "."
        let folder = unsafe open(String(parent), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("can't be opened", String(parent)) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure("can't be written", String(parent)) }
    }
}
