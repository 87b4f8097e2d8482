import Testing

@testable import LeadFiles

@Suite("Rejected rows") struct RejectedRowsTests {
    private func rejected(_ text: String, to path: String) throws -> String {
        let file = try TemporaryFile(text)
        var reader = try LeadFileReader.open(path: file.path)
        var writer = RejectedRows(path: path, header: reader.header, delimiter: reader.delimiter)
        while let row = try reader.next() {
            if case .rejected(let reason) = row.content { try writer.write(row, reason: reason) }
        }
        try writer.flush()
        return String(decoding: try FileBytes(path: path).next(), as: UTF8.self)
    }

    @Test("stand in the layout of their file with reason and line, and can be imported again")
    func delimited() throws {
        let out = try TemporaryFile("", name: "rejected")
        let text =
            "email;country;revenue_tier\na@example.org;DE;1\n\"b@example.org\";\"X\"\"\nY\";2\n"
        let written = try rejected(text, to: out.path)
        #expect(
            written
                == "_reason;_line;email;country;revenue_tier\n\"country: country is neither an ISO 3166 code nor an English country name\";3;\"b@example.org\";\"X\"\"\nY\";2\n"
        )
        let corrected = try rows(written.replacing("\"X\"\"\nY\"", with: "FR"))
        #expect(
            corrected.map(\.text) == [#"{"email":"b@example.org","revenue_tier":2,"country":"FR"}"#]
        )
    }

    @Test("of NDJSON are objects with the reason before their members")
    func objects() throws {
        let out = try TemporaryFile("", name: "rejected")
        let written = try rejected("{\"Email\":\"a@example.org\"}\n", to: out.path)
        #expect(written.hasPrefix(#"{"_reason":"revenue_tier is missing"#))
        #expect(written.hasSuffix("\"_line\":1,\"Email\":\"a@example.org\"}\n"))
    }

    @Test("behind a checkpoint are written once: the file is cut to the length it had then")
    func cut() throws {
        let out = try TemporaryFile("email\nkept\nlost\n", name: "rejected")
        let row = LeadRow(
            number: 2, line: 3, end: .start, content: .rejected("r"), original: Array("x".utf8))
        var writer = RejectedRows(
            path: out.path, header: Array("email".utf8), delimiter: 0x2C, keeping: 11)
        try writer.write(row, reason: "say \"no\"")
        try writer.flush()
        let text = String(decoding: try FileBytes(path: out.path).next(), as: UTF8.self)
        #expect(text == "email\nkept\n\"say \"\"no\"\"\",3,x\n")
        #expect(writer.length == Int64(text.utf8.count))
    }
}
