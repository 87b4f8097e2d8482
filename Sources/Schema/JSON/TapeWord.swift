/// The layout of one word of simdjson's tape (doc/tape.md of simdjson), and our additions.
enum TapeWord {
    static let root = UInt8(ascii: "r")
    static let object = UInt8(ascii: "{")
    static let endObject = UInt8(ascii: "}")
    static let array = UInt8(ascii: "[")
    static let endArray = UInt8(ascii: "]")
    static let string = UInt8(ascii: "\"")
    static let signed = UInt8(ascii: "l")
    static let unsigned = UInt8(ascii: "u")
    static let double = UInt8(ascii: "d")
    static let yes = UInt8(ascii: "t")
    static let no = UInt8(ascii: "f")
    static let null = UInt8(ascii: "n")
    /// Ours: a whole number beyond 64 bits, its digits in the string buffer.
    static let bigInteger = UInt8(ascii: "B")
    /// Ours: a string with half a surrogate pair, kept with U+FFFD in its place.
    static let brokenString = UInt8(ascii: "S")

    static let payloadMask: UInt64 = 0x00FF_FFFF_FFFF_FFFF

    static func make(_ type: UInt8, _ payload: Int = 0) -> UInt64 {
        UInt64(type) << 56 | UInt64(payload) & payloadMask
    }

    static func type(of word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> 56) }

    static func payload(of word: UInt64) -> Int { Int(word & payloadMask) }
}
