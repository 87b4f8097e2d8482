/// How the characters of a file are written as bytes.
public enum TextEncoding: String, CaseIterable, Sendable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// UTF-16, low byte first (what Excel and ad platforms call "Unicode text").
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, high byte first.
    case utf16BigEndian = "utf-16be"
    /// Windows code page 1252, Western European.
    case windows1252 = "windows-1252"
    /// ISO 8859-1.
    case latin1 = "latin-1"

    /// The encoding of a name given by a user, such as `UTF-8`, `utf16le` or `cp1252`.
    ///
    /// - Parameter name: any case, with or without hyphens.
    /// - Throws: ``LeadFileError`` with code `option` when there is no such encoding.
    public init(named name: String) throws(LeadFileError) {
        switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
        case "utf8": self = .utf8
        case "utf16le": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1252", "cp1252": self = .windows1252
        case "latin1", "iso88591": self = .latin1
        default:
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw LeadFileError(.option, "There is no encoding '\(name)'. Known: \(known).")
        }
    }

    /// The encoding and length of a byte order mark, if the bytes begin with one.
    static func byteOrderMark(of head: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// The encoding to read with and the length of the mark to skip.
    ///
    /// Without a mark and without a choice only UTF-8 is taken: any other reading would be a guess.
    static func detect(
        head: [UInt8], chosen: TextEncoding?
    ) throws(LeadFileError) -> (encoding: TextEncoding, skip: Int) {
        let mark = byteOrderMark(of: head)
        if let chosen {
            return (chosen, mark?.encoding == chosen ? (mark?.length ?? 0) : 0)
        }
        if let mark { return (mark.encoding, mark.length) }
        let sample = head.prefix(512)
        let zeros = sample.enumerated().filter { $0.element == 0 }.map(\.offset)
        guard zeros.count * 4 > sample.count else { return (.utf8, 0) }
        let odd = zeros.count(where: { $0 % 2 == 1 })
        let likely: TextEncoding = odd * 2 > zeros.count ? .utf16LittleEndian : .utf16BigEndian
        throw LeadFileError(
            .encoding,
            "The file has no byte order mark and looks like UTF-16: "
                + "give --encoding \(likely.rawValue) if it is.")
    }

    /// How many bytes of the file stand for a character, seen at each byte of its UTF-8 form.
    ///
    /// Summed over decoded bytes this gives exact offsets in the file without remembering any.
    @inline(__always)
    func width(ofUTF8 byte: UInt8) -> Int64 {
        switch self {
        case .utf8: 1
        case .latin1, .windows1252: byte & 0xC0 == 0x80 ? 0 : 1
        case .utf16LittleEndian, .utf16BigEndian:
            byte & 0xC0 == 0x80 ? 0 : (byte >= 0xF0 ? 4 : 2)
        }
    }
}
