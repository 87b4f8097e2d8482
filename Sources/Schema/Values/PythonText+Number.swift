internal import CSimdjson

extension PythonText {
    /// A decimal number as Python's `float` reads it; nil when the text is none.
    static func number(_ text: String) -> Double? {
        var plain: [UInt8] = []
        let bytes = Array(trimmed(text).utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "_") {
                guard index > 0, index + 1 < bytes.count, isDigit(bytes[index - 1]),
                    isDigit(bytes[index + 1])
                else { return nil }
            } else {
                plain.append(byte)
            }
        }
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
