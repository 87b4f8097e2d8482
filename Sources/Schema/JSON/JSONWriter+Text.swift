extension JSONWriter {
    mutating func appendText(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in unsafe append(contentsOf: utf8) }
    }

    mutating func appendDigits(_ magnitude: some UnsignedInteger, negative: Bool) {
        if negative { append(UInt8(ascii: "-")) }
        var rest = UInt64(truncatingIfNeeded: magnitude)
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var start = 20
            repeat {
                start -= 1
                unsafe digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: digits[start..<20]))
        }
    }

    /// Appends a quoted string, copying the stretches between escapes whole.
    mutating func appendQuoted(_ utf8: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        var copied = 0
        for index in 0..<utf8.count {
            let byte = unsafe utf8[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                continue
            }
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied..<index]))
            appendEscape(byte)
            copied = index + 1
        }
        unsafe append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied...]))
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            let hex: StaticString = "0123456789abcdef"
            for digit in [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")] { append(digit) }
            unsafe append(hex.utf8Start[Int(byte >> 4)])
            unsafe append(hex.utf8Start[Int(byte & 15)])
        }
    }
}
