import Schema
import Testing

@Suite struct JSONReadingTests {
    @Test(arguments: [
        ("{", 1, "Expecting property name enclosed in double quotes"),
        (#"{"a""#, 4, "Expecting ':' delimiter"), (#"{"a":"#, 5, "Expecting value"),
        (#"{"a":1"#, 6, "Expecting ',' delimiter"), ("[1,]", 3, "Expecting value"),
        ("[1 2]", 3, "Expecting ',' delimiter"), ("{} x", 3, "Extra data"), ("01", 1, "Extra data"),
        (#"{"é": nul}"#, 6, "Expecting value"), (#""abc"#, 0, "Unterminated string starting at"),
        (#""a\x""#, 2, "Invalid \\escape"), (#""\u12g4""#, 2, "Invalid \\uXXXX escape"),
        ("\"a\nb\"", 2, "Invalid control character at"), ("  ", 2, "Expecting value"),
        ("'a'", 0, "Expecting value"), ("-", 0, "Expecting value"), ("1.", 1, "Extra data"),
    ])
    func whatIsNoJSONIsToldWithItsPlace(text: String, place: Int, message: String) {
        let failure = #expect(throws: ValidationFailure.self) {
            try JSONValue.parse(Array(text.utf8))
        }
        let expected = ValidationIssue(
            type: "json_invalid", loc: ["body", .index(place)], msg: "JSON decode error",
            input: .object([:]), ctx: ["error": .string(message)])
        #expect(failure?.issues == [expected])
    }

    @Test func anEmptyBodyIsMissing() {
        #expect(issues(of: "", in: Holder<Int>.contract()) == ["missing at body"])
    }

    @Test func invalidUTF8IsRefusedAtItsPlace() {
        let failure = #expect(throws: ValidationFailure.self) {
            try JSONValue.parse(Array("\"é".utf8) + [0xFF, 0x22])
        }
        #expect(failure?.issues.map(told) == ["json_invalid at body.2"])
    }

    @Test func nestingIsLimited() throws {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try JSONValue.parse(Array(deep.utf8)) != .null)
        let failure = #expect(throws: ValidationFailure.self) {
            try JSONValue.parse(Array("[\(deep)]".utf8))
        }
        #expect(failure?.issues.first?.ctx?["error"] == "Nesting deeper than 64 levels")
        let endless = String(repeating: "[", count: 1_000_000)
        #expect(throws: ValidationFailure.self) { try JSONValue.parse(Array(endless.utf8)) }
    }

    @Test(arguments: [
        (#"{"a":{"b":1,"b":2}}"#, "duplicate_key at body.a.b"),
        (#"["a\u0000b"]"#, "string_pattern_mismatch at body.0"),
        (#"{"a\u0000":1}"#, "string_pattern_mismatch at body.a\0"),
        (#"["\ud800"]"#, "string_unicode at body.0"), ("[1e999]", "finite_number at body.0"),
    ])
    func whatPostgreSQLCannotKeepIsRefused(text: String, issue: String) {
        let failure = #expect(throws: ValidationFailure.self) {
            try JSONValue.parse(Array(text.utf8))
        }
        #expect(failure?.issues.map(told) == [issue])
    }

    @Test(arguments: [
        #"{"a":[1,-2.5,null,true,{"ü":"😀\n\"\\"}],"b":123456789012345678901234567890}"#, "[]", "0",
        #""""#,
        "[9223372036854775808,18446744073709551616,-9223372036854775808]", "[1e300,0.1,-1.5e-07]",
    ])
    func whatIsReadIsWrittenTheSame(text: String) throws {
        let value = try JSONValue.parse(Array(text.utf8))
        var writer = JSONWriter()
        writer.write(value)
        #expect(try JSONValue.parse(writer.bytes) == value)
        if !text.contains("e") { #expect(writer.text == text) }
    }

    @Test func surrogatePairsAndAByteOrderMarkAreRead() throws {
        #expect(try JSONValue.parse(Array(#""\ud83d\ude00""#.utf8)) == "😀")
        #expect(
            try JSONValue.parse(Array("\u{FEFF}[12345678901234567890123]".utf8))
                == [.bigInteger("12345678901234567890123")])
    }

    @Test func theSlowWayReadsEscapesToo() throws {
        // A whole number beyond 64 bits sends the text the slow way.
        let text =
            #"["\ud83d\ude00\u00e9\/\b\f\n\r\t\"\\",12345678901234567890123,true,null,-0.5e1]"#
        let expected: JSONValue = [
            "😀é/\u{8}\u{C}\n\r\t\"\\", .bigInteger("12345678901234567890123"), true, .null, -5.0,
        ]
        #expect(try JSONValue.parse(Array(text.utf8)) == expected)
        let broken = #"["\ud83d\u0041",12345678901234567890123]"#
        #expect(throws: ValidationFailure.self) { try JSONValue.parse(Array(broken.utf8)) }
    }

    @Test func aContractCanBeReadWhileAnotherIs() throws {
        let inner = Holder<Int>.contract()
        let outer = Contract<Holder<Int>>("Outer", Holder.init(value:), Field("v", \.value))
            .check { _ throws(Refusal) in
                guard outcome("7", inner) == .success(7) else { throw .value("inner") }
            }
        #expect(outcome("3", outer) == .success(3))
    }
}
