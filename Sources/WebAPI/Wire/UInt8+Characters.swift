extension UInt8 {
    /// Whether the byte is a digit of ASCII.
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// Whether the byte is a space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// The byte with a letter of ASCII in lower case.
    var lowercase: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

    /// What a hexadecimal digit stands for, in 0...15, or nil.
    var hexValue: UInt8? {
        if isDigit { return self & 0x0F }
        let letter = (self | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? letter + 10 : nil
    }

    /// Whether the byte doesn't end a host nor belong to what stands before one (RFC 3986, 3.2).
    var isHostCharacter: Bool {
        switch self {
        case 0...0x20, 0x7F, UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "@"),
            UInt8(ascii: "?"), UInt8(ascii: "#"):
            false
        default: true
        }
    }

    /// Whether the byte may stand in a token (RFC 9110, section 5.6.2).
    var isTokenCharacter: Bool {
        // A bit for each of the 128 characters of ASCII.
        let low: UInt64 = 0x03FF_6CFA_0000_0000
        let high: UInt64 = 0x57FF_FFFF_C7FF_FFFE
        guard self < 128 else { return false }
        return (self < 64 ? low >> UInt64(self) : high >> UInt64(self - 64)) & 1 == 1
    }
}
