internal import CSimdjson

extension PythonText {
    /// A decimal number as Pydantic reads it, single underscores anywhere between; nil when the text is none.
    static func number(_ text: String) -> Double? {
        let bytes = trimmed(text).utf8
        let underscore = UInt8(ascii: "_")
        guard bytes.first != underscore, bytes.last != underscore,
            !zip(bytes, bytes.dropFirst()).contains(where: { $0 == underscore && $1 == underscore })
        else { return nil }
        let plain = bytes.filter { $0 != underscore }
        let word = String(decoding: plain, as: UTF8.self).lowercased()
        let unsigned = word.hasPrefix("-") || word.hasPrefix("+") ? word.dropFirst() : word[...]
        if unsigned == "inf" || unsigned == "infinity" { return .infinity }
        if unsigned == "nan" { return .nan }
        guard plain.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        return double(plain)
    }

    /// The nearest double of a decimal number; infinite beyond the largest.
    static func double(_ digits: [UInt8]) -> Double? {
        var result = 0.0
        let isNumber = unsafe digits.withUnsafeBytes { bytes in
            unsafe csimdjson_double(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &result)
        }
        return isNumber != 0 ? result : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
