import SampleContracts
import Schema
import Testing

@Suite struct FailureTests {
    private func failure<Root>(_ body: String, _ contract: Contract<Root>) throws
        -> ValidationFailure
    {
        try #require(throws: ValidationFailure.self) { try contract.decode(Array(body.utf8)) }
    }

    @Test func theBodyOfA422IsFastAPIs() throws {
        var writer = JSONWriter()
        try failure(#"{"v":11}"#, Holder<Int>.contract(.range(0...10))).encodeFastAPI(into: &writer)
        #expect(
            writer.text == #"{"detail":[{"type":"less_than_equal","loc":["body","v"],"#
                + #""msg":"Input should be less than or equal to 10","input":11,"ctx":{"le":10}}]}"#
        )
    }

    @Test func aMissingMemberEchoesTheObject() throws {
        var writer = JSONWriter()
        try failure(#"{"w":[1,null]}"#, Holder<Int>.contract()).encodeFastAPI(into: &writer)
        #expect(
            writer.text == #"{"detail":[{"type":"missing","loc":["body","v"],"#
                + #""msg":"Field required","input":{"w":[1,null]}}]}"#)
    }

    @Test func problemDetailsHaveTheSameList() throws {
        var writer = JSONWriter()
        try failure("3", Holder<Int>.contract()).encodeProblem(into: &writer, instance: "r-1")
        let problem = try JSONValue.parse(writer.bytes)
        #expect(problem["status"] == 422)
        #expect(problem["instance"] == "r-1")
        #expect(
            problem["errors"] == [
                [
                    "type": "model_attributes_type", "loc": ["body"],
                    "msg": "Input should be a valid dictionary or object to extract fields from",
                    "input": 3,
                ]
            ])
    }

    @Test(arguments: [
        #"{"secret":"hunter2"}"#, #"{"secret":["hunter2"],"open":"x"}"#, #"["hunter2"]"#,
        #""hunter2""#,
        #"{"open":1,"sceret":"hunter2"}"#, #"{"secret":"hunter2","secret":"hunter2","open":1}"#,
        #"{"secret":{"hunter2":1},"open":[]}"#,
    ])
    func personalDataIsNeverEchoed(body: String) throws {
        let contract = Contract<Secret>(
            "Secret", Secret.init(secret:open:),
            Field("secret", \.secret, .length(...3), personal: true),
            Field("open", \.open), extra: .forbid)
        let failure = try failure(body, contract)
        var writer = JSONWriter()
        failure.encodeFastAPI(into: &writer)
        #expect(!writer.text.contains("hunter2"))
        #expect(!failure.description.contains("hunter2"))
    }

    @Test func theDescriptionHidesEveryValue() throws {
        let failure = try failure(#"{"v":"hunter2"}"#, Holder<Int>.contract())
        #expect(failure.description == "1 invalid value(s): body.v: int_parsing")
        let free = try self.failure(#"{"v":{"hunter2":"\u0000"}}"#, Holder<JSONObject>.contract())
        #expect(free.description == "1 invalid value(s): body.v.…: string_pattern_mismatch")
    }

    @Test(arguments: [
        ("a\u{1}\u{1F}\"\\/\n\r\t\u{8}\u{C}", #""a\u0001\u001f\"\\/\n\r\t\b\f""#),
        ("é😀\u{2028}", "\"é😀\u{2028}\""),
    ])
    func aStringIsWrittenWithTheEscapesThatJSONNeeds(text: String, json: String) {
        var writer = JSONWriter()
        writer.write(text)
        #expect(writer.text == json)
    }

    @Test(arguments: [(60_000, true), (70_000, false)])
    func aLargeValueIsNotEchoed(length: Int, isEchoed: Bool) throws {
        let text = String(repeating: "x", count: length)
        let failure = try failure(#"{"w":"\#(text)"}"#, Holder<Int>.contract())
        #expect(failure.issues.map(told) == ["missing at body.v"])
        #expect((failure.issues[0].input != nil) == isEchoed)
    }

    @Test(.timeLimit(.minutes(1)))
    func aMillionIssuesDoNotMakeAMillionEntries() throws {
        let list = "[" + String(repeating: "\"\",", count: 20_000) + "1]"
        let failure = try failure(#"{"v":\#(list)}"#, Holder<[Int]>.contract())
        #expect(failure.issues.count == 1000)
        let members = (0..<20_000).map { "\"m\($0)\":0" }.joined(separator: ",")
        let contract = Contract<Holder<Int>>(
            "Strict", Holder.init(value:), Field("v", \.value), extra: .forbid)
        #expect(try self.failure("{\(members)}", contract).issues.count == 1000)
    }

    @Test func numbersAreWrittenInFull() {
        var writer = JSONWriter()
        writer.beginArray()
        writer.write(Int64.min)
        writer.write(0)
        writer.write(-1.5)
        writer.write(Double.nan)
        writer.write(1e300)
        writer.endArray()
        #expect(writer.text == "[-9223372036854775808,0,-1.5,null,1e+300]")
    }
}

struct Secret: Sendable, Equatable {
    var secret: String
    var open: Int
}
