/// Addresses of hosts in numbers, as URLs write them (WHATWG URL Standard, section 3.5).
enum IPAddress {
    /// Whether a text is four decimal numbers to 255 without leading zeros.
    static func isDottedQuad(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard let value = UInt8(part), !part.hasPrefix("+") else { return false }
                return String(value) == part
            }
    }

    /// Whether a host's last label is a number, so that the host must be an IPv4 address.
    static func endsInNumber(_ host: String) -> Bool {
        var labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last == "" { labels.removeLast() }
        guard let last = labels.last, !last.isEmpty else { return false }
        return last.utf8.allSatisfy { $0 &- 0x30 < 10 } || number(last) != nil
    }

    /// The address of up to four numbers, decimal, octal or hexadecimal; nil when it is none.
    static func v4(_ host: String) -> UInt32? {
        var labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last == "" { labels.removeLast() }
        guard labels.count <= 4 else { return nil }
        var numbers: [UInt64] = []
        for label in labels {
            guard let number = number(label) else { return nil }
            numbers.append(number)
        }
        guard let last = numbers.popLast(), numbers.allSatisfy({ $0 < 256 }),
            last < 1 << UInt64(8 * (4 - numbers.count))
        else { return nil }
        var address = last
        for (place, number) in numbers.enumerated() { address += number << UInt64(8 * (3 - place)) }
        return UInt32(address)
    }

    private static func number(_ label: Substring) -> UInt64? {
        var (digits, radix) = (label, 10)
        if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
            (digits, radix) = (digits.dropFirst(2), 16)
        } else if digits.utf8.count > 1, digits.hasPrefix("0") {
            (digits, radix) = (digits.dropFirst(), 8)
        }
        if digits.isEmpty { return radix == 16 ? 0 : nil }
        guard digits.allSatisfy({ ($0.hexDigitValue ?? 16) < radix && $0.isASCII }) else {
            return nil
        }
        // Beyond 64 bits it is a number all the same, but too large for any address.
        return UInt64(digits, radix: radix) ?? .max
    }

    /// The eight groups of an IPv6 address; nil when the text is none.
    static func v6(_ text: [UInt8]) -> [UInt16]? {
        var head: [UInt16] = []
        var tail: [UInt16]?
        var rest = text[...]
        if rest.starts(with: "::".utf8) {
            (tail, rest) = ([], rest.dropFirst(2))
        } else if rest.first == UInt8(ascii: ":") {
            return nil
        }
        while !rest.isEmpty {
            let digits = rest.prefix { Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }
            if rest.dropFirst(digits.count).first == UInt8(ascii: ".") {
                let quad = String(decoding: rest, as: UTF8.self)
                guard isDottedQuad(quad[...]), let address = v4(quad) else { return nil }
                let groups = [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
                if tail == nil { head += groups } else { tail? += groups }
                break
            }
            guard (1...4).contains(digits.count),
                let group = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            if tail == nil { head.append(group) } else { tail?.append(group) }
            rest = rest.dropFirst(digits.count)
            guard let next = rest.first else { break }
            guard next == UInt8(ascii: ":"), rest.count > 1 else { return nil }
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: ":") {
                guard tail == nil else { return nil }
                (tail, rest) = ([], rest.dropFirst())
            }
        }
        guard let tail else { return head.count == 8 ? head : nil }
        guard head.count + tail.count < 8 else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }
}
