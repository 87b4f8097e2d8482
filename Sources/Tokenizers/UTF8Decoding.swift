/// UTF-8 (RFC 3629), scalar by scalar, over bytes that need not be valid.
enum UTF8Decoding {
    /// Reads the scalar at `index` and moves past it; nil for bytes that are no scalar.
    ///
    /// Past a wrong byte it moves by one, so that the next good scalar is found.
    static func scalar(of text: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32? {
        let lead = unsafe text[index]
        index += 1
        let (length, least): (Int, UInt32)
        switch lead {
        case 0x00...0x7F: return UInt32(lead)
        case 0xC2...0xDF: (length, least) = (1, 0x80)
        case 0xE0...0xEF: (length, least) = (2, 0x800)
        case 0xF0...0xF4: (length, least) = (3, 0x1_0000)
        default: return nil
        }
        guard index + length <= text.count else { return nil }
        var scalar = UInt32(lead) & (0x3F >> UInt32(length))
        for offset in 0..<length {
            let byte = unsafe text[index + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= least, Unicode.Scalar(scalar) != nil else { return nil }
        index += length
        return scalar
    }

    /// Writes a scalar and gives the number of bytes, 1 to 4.
    static func write(_ scalar: UInt32, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
        switch scalar {
        case 0..<0x80:
            unsafe bytes[0] = UInt8(scalar)
            return 1
        case 0x80..<0x800:
            unsafe bytes[0] = UInt8(0xC0 | scalar >> 6)
            unsafe bytes[1] = UInt8(0x80 | scalar & 0x3F)
            return 2
        case 0x800..<0x1_0000:
            unsafe bytes[0] = UInt8(0xE0 | scalar >> 12)
            unsafe bytes[1] = UInt8(0x80 | scalar >> 6 & 0x3F)
            unsafe bytes[2] = UInt8(0x80 | scalar & 0x3F)
            return 3
        default:
            unsafe bytes[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
            unsafe bytes[1] = UInt8(0x80 | scalar >> 12 & 0x3F)
            unsafe bytes[2] = UInt8(0x80 | scalar >> 6 & 0x3F)
            unsafe bytes[3] = UInt8(0x80 | scalar & 0x3F)
            return 4
        }
    }
}
