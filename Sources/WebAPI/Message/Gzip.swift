import CZlib

/// The gzip content coding (RFC 1952).
enum Gzip {
    /// Below this the headers weigh more than what is saved.
    static let smallest = 1024

    /// The compressed bytes, or nil when they would not be smaller.
    static func compressed(_ bytes: [UInt8], level: Int32 = 5) -> [UInt8]? {
        guard bytes.count >= smallest, bytes.count < Int(UInt32.max) else { return nil }
        var stream = unsafe z_stream()
        let gzipWindow: Int32 = 15 + 16
        let opened = unsafe deflateInit2_(
            &stream, level, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { return nil }
        defer { unsafe deflateEnd(&stream) }
        return unsafe bytes.withUnsafeBufferPointer { input in
            let result = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(output.count)
                let finished = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = unsafe finished ? output.count - Int(stream.avail_out) : 0
            }
            return result.isEmpty ? nil : result
        }
    }
}
