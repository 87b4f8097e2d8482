/// Percent-encoding by the sets of the WHATWG URL Standard, section 1.3.
enum PercentEncoding {
    /// Which bytes of ASCII are encoded; controls and everything beyond ASCII always are.
    struct Encoded {
        let characters: [UInt8]

        init(_ characters: String) { self.characters = Array(characters.utf8) }

        static let fragment = Encoded(" \"<>`")
        static let query = Encoded(" \"#<>'")
        static let path = Encoded(" \"#<>?`{}")
        static let userInfo = Encoded(" \"#<>?`{}/:;=@[\\]^|")
    }

    static func encoded(_ bytes: ArraySlice<UInt8>, _ set: Encoded) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in bytes {
            if byte < 0x20 || byte > 0x7E || set.characters.contains(byte) {
                result.append(UInt8(ascii: "%"))
                result.append(hex[Int(byte >> 4)])
                result.append(hex[Int(byte & 15)])
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let high = digit(rest[rest.startIndex]), let low = digit(rest[rest.startIndex + 1])
            {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
