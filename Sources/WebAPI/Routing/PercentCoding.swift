/// Percent-encoding (RFC 3986, section 2.1).
enum PercentCoding {
    /// The decoded text; an escape that isn't one stays as it is, what isn't UTF-8 becomes U+FFFD.
    static func decoded(_ source: some Sequence<UInt8>, plusIsSpace: Bool = false) -> String {
        let bytes = Array(source)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), let value = escape(bytes, at: index) {
                result.append(value)
                index += 3
                continue
            }
            let isSpace = plusIsSpace && byte == UInt8(ascii: "+")
            result.append(isSpace ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func escape(_ bytes: [UInt8], at index: Int) -> UInt8? {
        guard index + 2 < bytes.count, let high = bytes[index + 1].hexValue,
            let low = bytes[index + 2].hexValue
        else { return nil }
        return high << 4 | low
    }
}
