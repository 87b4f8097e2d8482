#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file's bytes, mapped read-only into memory.
///
/// Unchecked `Sendable` because nothing writes to the memory as long as the object lives.
/// The file must not be changed while it's mapped: models are replaced by renaming a folder.
@safe final class MappedFile: @unchecked Sendable {
    /// The bytes; valid as long as this object.
    let bytes: UnsafeRawBufferPointer

    /// Maps a file that is to have `size` bytes.
    ///
    /// - Throws: `ModelError` with code `fileMissing` or `sizeMismatch`.
    init(path: String, size: Int) throws(ModelError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ModelError(.fileMissing, "cannot open \(path): \(Self.reason())")
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ModelError(.fileMissing, "\(path) is not a file that can be read")
        }
        guard Int(status.st_size) == size else {
            throw ModelError(
                .sizeMismatch, "\(path): expected \(size) bytes, got \(status.st_size)")
        }
        let address = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw ModelError(.fileMissing, "cannot map \(path): \(Self.reason())")
        }
        unsafe bytes = UnsafeRawBufferPointer(start: address, count: size)
    }

    deinit {
        unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }

    /// The 32-bit floats from an offset on, which must be a multiple of 4 inside the file.
    func floats(at offset: Int) -> UnsafePointer<Float> {
        unsafe (bytes.baseAddress.unsafelyUnwrapped + offset).assumingMemoryBound(to: Float.self)
    }

    /// The whole file in memory of its own, at most `limit` bytes; nil if it's not there.
    ///
    /// - Throws: `ModelError` with code `fileMissing` or `sizeMismatch`.
    static func contents(of path: String, limit: Int) throws(ModelError) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw ModelError(.fileMissing, "cannot open \(path): \(reason())")
        }
        defer { close(descriptor) }
        var contents: [UInt8] = []
        while true {
            var count = 0
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, length in
                count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
                length = max(count, 0)
            }
            guard count >= 0 else {
                throw ModelError(.fileMissing, "cannot read \(path): \(reason())")
            }
            if count == 0 { return contents }
            contents += chunk
            guard contents.count <= limit else {
                throw ModelError(.sizeMismatch, "\(path) has more than \(limit) bytes")
            }
        }
    }

    private static func reason() -> String {
        unsafe String(cString: strerror(errno))
    }
}
