/// Normalises what stands behind the host of a URL: path, query, fragment.
enum URLPath {
    static func normalized(_ bytes: ArraySlice<UInt8>) -> String {
        let path = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        var rest = bytes[path.endIndex...]
        var result = "/" + segments(of: path).joined(separator: "/")
        if rest.first == UInt8(ascii: "?") {
            let query = rest.dropFirst().prefix { $0 != UInt8(ascii: "#") }
            result += "?" + PercentEncoding.encoded(query, .query)
            rest = rest[query.endIndex...]
        }
        if rest.first == UInt8(ascii: "#") {
            result += "#" + PercentEncoding.encoded(rest.dropFirst(), .fragment)
        }
        return result
    }

    private static func segments(of path: ArraySlice<UInt8>) -> [String] {
        var path = path
        if let first = path.first, isSlash(first) { path = path.dropFirst() }
        let parts = path.split(omittingEmptySubsequences: false, whereSeparator: isSlash)
        var segments: [String] = []
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1
            switch dots(in: part) {
            case 2:
                _ = segments.popLast()
                if isLast { segments.append("") }
            case 1:
                if isLast { segments.append("") }
            default: segments.append(PercentEncoding.encoded(part, .path))
            }
        }
        return segments
    }

    private static func isSlash(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }

    /// 1 or 2 when a segment is nothing but so many dots, which may be written `%2e`.
    private static func dots(in segment: ArraySlice<UInt8>) -> Int {
        guard segment.count <= 6 else { return 0 }
        let text = String(decoding: segment, as: UTF8.self).lowercased()
        return switch text {
        case ".", "%2e": 1
        case "..", ".%2e", "%2e.", "%2e%2e": 2
        default: 0
        }
    }
}
