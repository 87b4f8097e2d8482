#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Zeroed memory in chunks of one size that never move, so that growing copies nothing.
///
/// A chunk starts on a 2 MiB border. The kernel is asked for huge pages except in the first 2 MiB of
/// the first chunk: a small index then costs the 4 KiB pages it has touched and no more.
@safe struct ChunkedMemory: ~Copyable {
    static let hugePage = 1 << 21
    let bytesPerChunk: Int
    private(set) var chunks: [UnsafeMutableRawPointer] = unsafe []

    init(bytesPerChunk: Int) {
        self.bytesPerChunk = (bytesPerChunk + 4095) / 4096 * 4096
    }

    deinit {
        for index in unsafe chunks.indices { unsafe munmap(chunks[index], bytesPerChunk) }
    }

    /// Gives all chunks back.
    mutating func removeAll() {
        for index in unsafe chunks.indices { unsafe munmap(chunks[index], bytesPerChunk) }
        unsafe chunks = unsafe []
    }

    /// Maps one more chunk; throws ``SimilarityError/Code/outOfMemory``.
    mutating func grow() throws(SimilarityError) {
        let padded = bytesPerChunk + Self.hugePage
        let flags = MAP_PRIVATE | Self.anonymous
        guard let start = unsafe mmap(nil, padded, PROT_READ | PROT_WRITE, flags, -1, 0),
            unsafe start != MAP_FAILED
        else {
            throw SimilarityError(
                code: .outOfMemory,
                message: "the system refused \(padded) bytes for vectors; lower the index budget")
        }
        let chunk = unsafe start.alignedUp(toMultipleOf: Self.hugePage)
        let before = unsafe chunk - start
        if before > 0 { unsafe munmap(start, before) }
        unsafe munmap(chunk + bytesPerChunk, padded - bytesPerChunk - before)
        unsafe chunks.append(chunk)
        unsafe adviseHugePages(chunk, from: chunks.count == 1 ? Self.hugePage : 0)
    }

    /// The bytes of all chunks, touched or not.
    var bytes: Int { unsafe chunks.count * bytesPerChunk }

    private func adviseHugePages(_ chunk: UnsafeMutableRawPointer, from offset: Int) {
        #if os(Linux)
            // Advice only: a kernel without huge pages refuses, and serves from small ones.
            let length = bytesPerChunk / Self.hugePage * Self.hugePage - offset
            if length > 0 { _ = unsafe madvise(chunk + offset, length, MADV_HUGEPAGE) }
        #endif
    }

    #if os(Linux)
        private static let anonymous = MAP_ANONYMOUS
    #else
        private static let anonymous = MAP_ANON
    #endif
}
