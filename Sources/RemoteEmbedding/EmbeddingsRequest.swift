/// The body of a request to `/v1/embeddings`.
struct EmbeddingsRequest: Sendable {
    let model: String
    let texts: [String]
    /// The dimensions to ask for; nil for a service that has no choice.
    let dimensions: Int?

    /// The body as JSON (RFC 8259).
    var json: [UInt8] {
        var bytes = Array(#"{"model":"#.utf8)
        Self.append(model, to: &bytes)
        if let dimensions { bytes += Array(#","dimensions":\#(dimensions)"#.utf8) }
        bytes += Array(#","encoding_format":"float","input":["#.utf8)
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            Self.append(text, to: &bytes)
        }
        return bytes + Array("]}".utf8)
    }

    /// The tokens that the texts come to if nobody counts them: one for four bytes, at least one
    /// for each text.
    var estimatedTokens: Int { texts.reduce(0) { $0 + max($1.utf8.count / 4, 1) } }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                bytes += Array(#"\u00"#.utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
