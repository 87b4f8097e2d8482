/// Brings the times of exports into the form of RFC 3339.
enum Timestamp {
    /// Reads an ISO 8601 date and time: `2026-07-16T00:12:13+0300`, `2024-03-12 09:14`.
    ///
    /// - Parameters:
    ///   - text: the time as it stands in the file.
    ///   - offset: the offset of times without one, if the user gave it.
    /// - Returns: nil when the instant isn't known: another form (`3/12/2024`) or no offset.
    static func read(_ text: String, offset: String?) -> String? {
        let bytes = Array(text.trimmed.utf8)
        guard bytes.count >= 16, shape(bytes.prefix(10)) == "dddd-dd-dd",
            [0x20, 0x54, 0x74].contains(bytes[10]), shape(bytes[11..<16]) == "dd:dd"
        else { return nil }
        var end = 16
        var seconds = ":00"
        if shape(bytes[16...].prefix(3)) == ":dd" {
            end = 19
            if end < bytes.count, bytes[end] == 0x2E {
                end += 1
                while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
                guard end > 20 else { return nil }
            }
            seconds = String(decoding: bytes[16..<end], as: UTF8.self)
        }
        let rest = String(decoding: bytes[end...], as: UTF8.self).trimmed
        guard let zone = rest.isEmpty ? offset.flatMap(normalizedOffset) : normalizedOffset(rest)
        else { return nil }
        let date = String(decoding: bytes[..<10], as: UTF8.self)
        let time = String(decoding: bytes[11..<16], as: UTF8.self)
        return "\(date)T\(time)\(seconds)\(zone)"
    }

    /// An offset as RFC 3339 writes it: `Z`, `+02:00`; nil when it is none.
    static func normalizedOffset(_ text: String) -> String? {
        if text == "Z" || text == "z" || text == "UTC" { return "Z" }
        let bytes = Array(text.utf8)
        guard let sign = bytes.first, sign == 0x2B || sign == 0x2D else { return nil }
        let rest = String(decoding: bytes.dropFirst(), as: UTF8.self)
        switch shape(bytes.dropFirst()) {
        case "dd:dd": return text
        case "dddd": return "\(Unicode.Scalar(sign))\(rest.prefix(2)):\(rest.suffix(2))"
        case "dd": return "\(text):00"
        default: return nil
        }
    }

    /// The text with `d` for every digit.
    private static func shape(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { (0x30...0x39).contains($0) ? 0x64 : $0 }, as: UTF8.self)
    }
}
