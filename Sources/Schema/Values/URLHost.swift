/// Reads the host of a URL (WHATWG URL Standard, section 3.5).
enum URLHost {
    static func normalized(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> String {
        if bytes.first == UInt8(ascii: "[") {
            guard bytes.last == UInt8(ascii: "]"),
                let groups = IPAddress.v6(Array(bytes.dropFirst().dropLast()))
            else { throw .urlParsing("invalid IPv6 address") }
            return "[\(compressed(groups))]"
        }
        let decoded = String(decoding: PercentEncoding.decoded(bytes), as: UTF8.self)
        let host = try ascii(decoded)
        if host.isEmpty { throw .urlParsing("empty host") }
        guard IPAddress.endsInNumber(host) else { return host }
        guard let address = IPAddress.v4(host) else { throw .urlParsing("invalid IPv4 address") }
        return [24, 16, 8, 0].map { String(address >> $0 & 255) }.joined(separator: ".")
    }

    private static func ascii(_ domain: String) throws(Refusal) -> String {
        let lower = domain.lowercased()
        let isPlain =
            lower.utf8.allSatisfy { $0 < 0x80 }
            && !lower.split(separator: ".").contains { $0.hasPrefix("xn--") }
        guard let host = isPlain ? lower : InternationalText.ascii(domain),
            !host.utf8.contains(where: isForbidden)
        else { throw .urlParsing("invalid international domain name") }
        return host
    }

    /// The standard's forbidden domain code points.
    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || "#/:<>?@[\\]^|%".utf8.contains(byte)
    }

    /// The shortest form: `::` for the first longest run of at least two zero groups.
    private static func compressed(_ groups: [UInt16]) -> String {
        var best = 0..<0
        var start = 0
        for (place, group) in groups.enumerated() {
            if group != 0 { start = place + 1 }
            if place + 1 - start > max(best.count, 1) { best = start..<(place + 1) }
        }
        let texts = groups.map { String($0, radix: 16) }
        guard !best.isEmpty else { return texts.joined(separator: ":") }
        return texts[..<best.lowerBound].joined(separator: ":") + "::"
            + texts[best.upperBound...].joined(separator: ":")
    }
}
