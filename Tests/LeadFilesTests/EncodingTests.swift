import Testing

@testable import LeadFiles

@Suite("Encodings") struct EncodingTests {
    static let text =
        "first_name;email;revenue_tier\nZoë \u{1F600};z@example.org;7\nBo;b@example.org;1\n"

    static func utf16(_ text: String, low: Bool, mark: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return low ? bytes : bytes.reversed()
        }
    }

    @Test("are found by the byte order mark and give the same rows and exact offsets")
    func marks() throws {
        let files = [
            Array(Self.text.utf8), [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8),
            Self.utf16(Self.text, low: true, mark: true),
            Self.utf16(Self.text, low: false, mark: true),
        ]
        for file in files {
            let found = try rows(file)
            #expect(found.map(\.text).first?.contains("Zoë \u{1F600}") == true)
            #expect(found.count == 2)
            #expect(found.last?.end.offset == Int64(file.count))
        }
    }

    @Test("other than UTF-8 need a mark or the user's word")
    func withoutMark() throws {
        let file = Self.utf16(Self.text, low: true, mark: false)
        let error = try #require(throws: LeadFileError.self) { try rows(file) }
        #expect(error.message.contains("--encoding utf-16le"))
        #expect(try rows(file) { $0.encoding = .utf16LittleEndian }.count == 2)
    }

    @Test("Windows-1252 is refused with its offset, and read when the user says so")
    func windows() throws {
        let head = Array("first_name,email,revenue_tier\nZo".utf8)
        let file = head + [0xEB, 0x80] + Array(",z@example.org,7\n".utf8)
        let error = try #require(throws: LeadFileError.self) { try rows(file) }
        #expect(error.code == .encoding)
        #expect(error.message.contains("offset \(head.count) "))
        #expect(error.message.contains("--encoding windows-1252"))
        let found = try rows(file) { $0.encoding = .windows1252 }
        #expect(found[0].text.contains("Zoë€"))
        #expect(found[0].end.offset == Int64(file.count))
        let undefined = head + [0x81] + Array(",z@example.org,7\n".utf8)
        #expect(throws: LeadFileError.self) { try rows(undefined) { $0.encoding = .windows1252 } }
    }

    @Test(
        "refuse bytes that are not theirs",
        arguments: [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
        ] as [[UInt8]])
    func wrongUTF8(_ wrong: [UInt8]) {
        let file = Array("first_name,email,revenue_tier\n".utf8) + wrong
        #expect(throws: LeadFileError.self) { try rows(file) }
    }

    @Test("have the names that people use")
    func names() throws {
        #expect(try TextEncoding(named: "UTF8") == .utf8)
        #expect(try TextEncoding(named: "cp1252") == .windows1252)
        #expect(throws: LeadFileError.self) { try TextEncoding(named: "ebcdic") }
    }
}
