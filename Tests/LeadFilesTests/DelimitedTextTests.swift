import Testing

@testable import LeadFiles

@Suite("Delimited text") struct DelimitedTextTests {
    @Test(
        "is cut into the same fields whatever the delimiter and line end",
        arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
    func delimiters(_ delimiter: String, _ end: String) throws {
        let text =
            ["first_name", "email", "revenue_tier"].joined(separator: delimiter) + end
            + ["Ada", "ada@example.org", "3"].joined(separator: delimiter) + end + end
            + ["Bo", "bo@example.org", "4"].joined(separator: delimiter)
        let found = try rows(text)
        #expect(
            found.map(\.text) == [
                #"{"first_name":"Ada","email":"ada@example.org","revenue_tier":3}"#,
                #"{"first_name":"Bo","email":"bo@example.org","revenue_tier":4}"#,
            ])
        #expect(found.map(\.number) == [1, 2])
        #expect(found.map(\.line) == [2, 4])
    }

    @Test("keeps quotes, delimiters and line ends inside quoted fields")
    func quotes() throws {
        let text =
            "first_name,email,revenue_tier,message\r\n"
            + "Ada,a@example.org,3,\"She said \"\"hi, there\"\"\r\nand left\"\r\nBo,b@example.org,1,5\" pipe\r\n"
        let found = try rows(text)
        #expect(found[0].text.hasSuffix(#""message":"She said \"hi, there\"\r\nand left"}"#))
        #expect(found[1].text.hasSuffix(#""message":"5\" pipe"}"#))
        #expect(found[1].line == 4)
    }

    @Test("rejects a row whose shape is not the header's")
    func shapes() throws {
        let text =
            "first_name,email,revenue_tier\na,b@example.org\na,b,1,surplus\na,b,1,,\n\"a\"x,b,1\n"
        let found = try rows(text).map(\.text)
        #expect(found[0] == "rejected: the row has 2 columns, the header has 3")
        #expect(found[1] == "rejected: the row has 4 columns, the header has 3")
        #expect(found[2] == #"{"first_name":"a","email":"b","revenue_tier":1}"#)
        #expect(found[3] == "rejected: there is text after the closing quote of a field")
    }

    @Test("rejects a row longer than the limit and goes on behind it")
    func longRows() throws {
        let long = String(repeating: "x", count: 5_000)
        let text = "first_name,email,revenue_tier\n\(long),a@example.org,1\nBo,b@example.org,2\n"
        let found = try rows(text) { $0.longestRecord = 1_000 }
        #expect(found[0].text == "rejected: the row is longer than 1000 bytes")
        #expect(found[0].original.isEmpty)
        #expect(found[1].text.contains("Bo"))
    }

    @Test("reads rows that lie across the pieces in which the file is read")
    func pieces() throws {
        let row = "\"Zoë, \u{1F600}\",z@example.org,7\n"
        let text = "first_name,email,revenue_tier\n" + String(repeating: row, count: 30_000)
        let found = try rows(text)
        #expect(found.count == 30_000)
        let expected =
            "{\"first_name\":\"Zoë, \u{1F600}\",\"email\":\"z@example.org\",\"revenue_tier\":7}"
        #expect(found.allSatisfy { $0.text == expected })
    }

    @Test("obeys Excel's first line that names the delimiter")
    func declaredDelimiter() throws {
        let found = try rows("sep=|\r\nfirst_name|email|revenue_tier\r\nA,B;C|a@example.org|1\r\n")
        #expect(
            found.map(\.text) == [
                #"{"first_name":"A,B;C","email":"a@example.org","revenue_tier":1}"#
            ])
    }

    @Test(
        "says what is wrong with a file that is no table of leads",
        arguments: [
            ("", LeadFileError.Code.format), ("[{}]", .format), ("a,b\n1,2\n", .header),
            ("email,revenue_tier\n\"open", .unclosedQuote),
        ])
    func wrongFiles(_ text: String, _ code: LeadFileError.Code) throws {
        let error = try #require(throws: LeadFileError.self) { try rows(text) }
        #expect(error.code == code)
    }

    @Test("never crashes on random bytes")
    func noise() {
        var state: UInt64 = 42
        let alphabet: [UInt8] =
            Array("\"\",;\t|\r\n ae{}[]:\\u0d8_é\u{FEFF}\0".utf8) + [0xFF, 0xFE, 0x80]
        for _ in 0..<3_000 {
            var bytes = state % 3 == 0 ? Array("email,first_name\n".utf8) : []
            for _ in 0..<(state >> 33) % 80 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int((state >> 33) % UInt64(alphabet.count))])
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1
            do { _ = try rows(bytes) } catch {
                #expect(error is LeadFileError)
            }
        }
    }
}
