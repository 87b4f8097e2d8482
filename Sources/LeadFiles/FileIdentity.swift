#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What tells one file from another, or from itself after a change.
public struct FileIdentity: Equatable, Sendable {
    /// The length in bytes.
    public var size: Int64
    /// The time of the last change, in nanoseconds since 1970.
    public var modified: Int64
    /// FNV-1a of the first 64 KiB; it tells files apart and is no protection against forgery.
    public var headHash: UInt64

    /// Looks at a file.
    ///
    /// - Parameter path: a regular file; standard input has no identity and can't be resumed.
    /// - Throws: ``LeadFileError`` with code `input_output`, or `checkpoint` for anything else
    ///   than a regular file.
    public init(path: String) throws(LeadFileError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw FileBytes.failure("can't be read", path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LeadFileError(
                .checkpoint, "'\(path)' is not a regular file, so its import can't be resumed.")
        }
        let head = try FileBytes(path: path).next(1 << 16)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        modified = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        headHash = head.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Stands for standard input in counts that are never saved.
    public static let standardInput = FileIdentity(size: 0, modified: 0, headHash: 0)

    init(size: Int64, modified: Int64, headHash: UInt64) {
        self.size = size
        self.modified = modified
        self.headHash = headHash
    }
}
