/// A response as it stands in the bytes of a connection, framed by its `content-length`.
struct PlainResponse {
    private let lines: [Substring]
    let body: ArraySlice<UInt8>

    /// Takes the first response from the bytes; nil when they don't begin with a whole one.
    init?(from bytes: inout ArraySlice<UInt8>) {
        let end = Array("\r\n\r\n".utf8)
        guard bytes.starts(with: "HTTP/1.1 ".utf8),
            let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: end) })
        else { return nil }
        let start = headEnd + end.count
        lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        guard let text = Self.header("content-length", in: lines), let length = Int(text),
            length <= bytes.endIndex - start
        else { return nil }
        body = bytes[start..<start + length]
        bytes = bytes[(start + length)...]
    }

    /// The value of the header with this name in lower case, or nil.
    func header(_ name: String) -> Substring? { Self.header(name, in: lines) }

    private static func header(_ name: String, in lines: [Substring]) -> Substring? {
        lines.first { $0.hasPrefix("\(name): ") }?.dropFirst(name.count + 2)
    }
}
