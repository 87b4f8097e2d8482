extension EmailAddress {
    /// The address when it is so plain that no rule can refuse or change it but the domain's case;
    /// nil sends it the long way.
    ///
    /// Most addresses are: letters and digits of ASCII, no quotes, an ordinary domain.
    init?(plain utf8: UnsafeBufferPointer<UInt8>) {
        guard utf8.count <= 254, let at = unsafe Self.endOfPlainLocal(utf8), at > 0,
            unsafe Self.isPlainDomain(utf8, from: at + 1)
        else { return nil }
        let text = unsafe String(unsafeUninitializedCapacity: utf8.count) { buffer in
            for place in 0..<utf8.count {
                let byte = unsafe utf8[place]
                let isUpper = place > at && byte &- UInt8(ascii: "A") < 26
                unsafe buffer[place] = isUpper ? byte | 0x20 : byte
            }
            return utf8.count
        }
        self.init(normalized: text, separator: at)
    }

    /// The place of the `@` behind a local part of letters, digits and single inner `.-_+`.
    private static func endOfPlainLocal(_ utf8: UnsafeBufferPointer<UInt8>) -> Int? {
        var afterPoint = true
        var hasUpper = false
        for place in 0..<utf8.count {
            let byte = unsafe utf8[place]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"):
                afterPoint = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                (afterPoint, hasUpper) = (false, true)
            case UInt8(ascii: "."):
                if afterPoint { return nil }
                afterPoint = true
            case UInt8(ascii: "@"):
                // Names such as `Postmaster` change their case; none is longer than 10.
                return afterPoint || (hasUpper && place <= 10) ? nil : place
            default: return nil
            }
        }
        return nil
    }

    /// Whether labels of letters, digits and inner single hyphens end in a usual top-level domain.
    private static func isPlainDomain(
        _ utf8: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        var labelStart = start
        var labels = 0
        for place in start...utf8.count {
            guard place < utf8.count, unsafe utf8[place] != UInt8(ascii: ".") else {
                let length = place - labelStart
                guard length > 0, length <= 63, unsafe utf8[labelStart] != UInt8(ascii: "-"),
                    unsafe utf8[place - 1] != UInt8(ascii: "-")
                else { return false }
                labels += 1
                if place < utf8.count { labelStart = place + 1 }
                continue
            }
            let byte = unsafe utf8[place]
            let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
            let isDigit = byte &- UInt8(ascii: "0") < 10
            if byte == UInt8(ascii: "-") {
                guard place > start, unsafe utf8[place - 1] != UInt8(ascii: "-") else {
                    return false
                }
            } else if !isLetter && !isDigit {
                return false
            }
        }
        let top = unsafe UnsafeBufferPointer(rebasing: utf8[labelStart...])
        guard labels > 1, let last = unsafe top.last else { return false }
        return unsafe (last | 0x20) &- UInt8(ascii: "a") < 26 && !EmailDomain.isSpecial(top)
    }
}
