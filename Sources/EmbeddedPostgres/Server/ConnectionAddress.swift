/// How libpq reaches the server (PostgreSQL manual, "Connection Strings").
enum ConnectionAddress {
    /// The database and its owner, who is the server's superuser.
    static let database = "leadline"
    static let user = "leadline"

    /// A connection URI for a socket in a folder.
    static func uri(socketFolder: String, port: Int) -> String {
        "postgresql://\(user)@/\(database)?host=\(escaped(socketFolder))&port=\(port)"
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
