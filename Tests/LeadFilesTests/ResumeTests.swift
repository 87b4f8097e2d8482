import Testing

@testable import LeadFiles

@Suite("Resuming") struct ResumeTests {
    @Test(
        "at any row gives exactly the rest",
        arguments: ["\n", "\r\n", "\r"], [TextEncoding.utf8, .utf16LittleEndian, .windows1252])
    func anyRow(_ end: String, _ encoding: TextEncoding) throws {
        let text =
            ["first_name,email,revenue_tier"]
            + (0..<9).map { "Zo\u{EB}\($0),\"a\n@example.org\",\($0)" }
        let joined = text.joined(separator: end) + end
        let bytes =
            switch encoding {
            case .utf16LittleEndian: EncodingTests.utf16(joined, low: true, mark: true)
            case .windows1252: joined.unicodeScalars.map { UInt8($0.value) }
            default: Array(joined.utf8)
            }
        let file = try TemporaryFile(bytes)
        var options = LeadFileOptions()
        if encoding == .windows1252 { options.encoding = encoding }
        let all = try rows(bytes) { $0.encoding = options.encoding }
        for (index, row) in all.enumerated() {
            var reader = try LeadFileReader.open(path: file.path, options: options, from: row.end)
            var rest: [LeadRow] = []
            while let row = try reader.next() { rest.append(row) }
            #expect(rest.map(\.text) == all.dropFirst(index + 1).map(\.text))
            #expect(rest.map(\.number) == all.dropFirst(index + 1).map(\.number))
            #expect(rest.map(\.line) == all.dropFirst(index + 1).map(\.line))
        }
    }

    @Test("needs a checkpoint that is whole and of the same file")
    func checkpoints() throws {
        let file = try TemporaryFile("email\n1\n")
        let saved = try TemporaryFile("", name: "checkpoint")
        let identity = try FileIdentity(path: file.path)
        #expect(try Checkpoint.load(from: "/nonexistent/checkpoint", for: identity) == nil)
        #expect(throws: LeadFileError.self) { try Checkpoint.load(from: saved.path, for: identity) }
        var checkpoint = Checkpoint(file: identity)
        checkpoint.position = LeadFilePosition(offset: 8, rows: 1, line: 3)
        checkpoint.rejectedLength = 17
        try checkpoint.save(to: saved.path)
        #expect(try Checkpoint.load(from: saved.path, for: identity) == checkpoint)
        let other = try TemporaryFile("email\n2\n")
        let error = try #require(throws: LeadFileError.self) {
            try Checkpoint.load(from: saved.path, for: FileIdentity(path: other.path))
        }
        #expect(error.code == .checkpoint)
        #expect(throws: LeadFileError.self) { try FileIdentity(path: "/tmp") }
    }

    @Test("a file that can't be opened or written is a clear error")
    func wrongPaths() throws {
        let error = try #require(throws: LeadFileError.self) {
            _ = try LeadFileReader.open(path: "/nonexistent/leads.csv")
        }
        #expect(
            error.message == "'/nonexistent/leads.csv' can't be opened: No such file or directory.")
        #expect(throws: LeadFileError.self) {
            try Checkpoint(file: FileIdentity(size: 0, modified: 0, headHash: 0)).save(
                to: "/nonexistent/c")
        }
    }
}
