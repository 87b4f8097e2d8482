/// Bytes that never change while the server runs, with their compressed form and validator.
final class Asset: Sendable {
    let bytes: [UInt8]
    let gzipped: [UInt8]?
    /// A weak entity tag, as both forms share it (RFC 9110, section 8.8.3).
    let tag: String

    /// Compresses once, so that no request pays for it.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        gzipped = Gzip.compressed(bytes, level: 9)
        // FNV-1a, 64 bits: it tells versions apart and guards nothing.
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        tag = "W/\"\(String(hash, radix: 16))-\(bytes.count)\""
    }
}
