import SampleContracts
import Schema
import Testing

@Suite struct ValueTests {
    @Test(arguments: [
        "67e55044-10b1-426f-9247-bb680e5fe0c8", "67E5504410B1426F9247BB680E5FE0C8",
        "{67e55044-10b1-426f-9247-bb680e5fe0c8}", "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
    ])
    func aUUIDIsReadInEveryForm(text: String) throws {
        let uuid = try UUID(text)
        #expect(uuid == UUID(high: 0x67e5_5044_10b1_426f, low: 0x9247_bb68_0e5f_e0c8))
        #expect(uuid.text == "67e55044-10b1-426f-9247-bb680e5fe0c8")
    }

    @Test(arguments: [
        ("", "invalid length: found 0"), ("abc", "invalid length: found 3"),
        ("67e55044-10b1-426f-9247-bb680e5fe0cg", "invalid character: found `g` at 35"),
        ("67e55044-10b1-426f-9247", "invalid group count: expected 5, found 4"),
        (
            "67e55044-10b1-426f-92-47bb680e5fe0c8ab",
            "invalid group length in group 3: expected 4, found 2"
        ),
    ])
    func whatIsNoUUIDIsToldWhy(text: String, reason: String) {
        let refusal = #expect(throws: Refusal.self) { try UUID(text) }
        #expect(refusal?.msg == "Input should be a valid UUID, " + reason)
    }

    @Test func anEnumTellsItsCases() {
        let failure = #expect(throws: ValidationFailure.self) {
            try Holder<SampleColor>.contract().decode(Array(#"{"v":"pink"}"#.utf8))
        }
        #expect(failure?.issues.first?.msg == "Input should be 'red', 'green' or 'dark blue'")
        #expect(outcome(#""dark blue""#, Holder<SampleColor>.contract()) == .success(.blue))
        #expect(outcome("3", Holder<SampleCountry>.contract()) == .failure("literal_error"))
    }

    @Test(arguments: [
        (#"{"kind":"text","text":""}"#, "string_too_short at body.v.text.text"),
        ("{}", "union_tag_not_found at body.v"),
        (#"{"kind":"x"}"#, "union_tag_invalid at body.v"),
        (#"{"kind":3}"#, "union_tag_invalid at body.v"),
        ("3", "model_attributes_type at body.v"),
        (#"{"kind":"vector","vector":["1"]}"#, "float_type at body.v.vector.vector.0"),
        (#"{"kind":"vector","vector":[1],"z":0}"#, "extra_forbidden at body.v.vector.z"),
    ])
    func aUnionIsToldApartByItsTag(json: String, issue: String) {
        #expect(issues(of: #"{"v":\#(json)}"#, in: Holder<SampleQuery>.contract()) == [issue])
    }

    @Test(arguments: [#"{"kind":"text","text":"hi"}"#, #"{"kind":"vector","vector":[1.0,2.5]}"#])
    func aUnionWritesItsTag(json: String) throws {
        let contract = Holder<SampleQuery>.contract()
        let value = try contract.decode(Array(#"{"v":\#(json)}"#.utf8))
        #expect(String(decoding: contract.encode(value), as: UTF8.self) == #"{"v":\#(json)}"#)
    }

    @Test func aDictionaryChecksItsValuesAndCount() {
        let contract = Holder<[String: Int]>.contract(.count(1...2), .each(.range(...9)))
        #expect(outcome(#"{"a":1,"b":"2"}"#, contract) == .success(["a": 1, "b": 2]))
        #expect(outcome("{}", contract) == .failure("too_short"))
        #expect(outcome(#"{"a":1,"b":2,"c":3}"#, contract) == .failure("too_long"))
        #expect(
            issues(of: #"{"v":{"a":10,"b":1}}"#, in: contract) == ["less_than_equal at body.v.a"])
        #expect(outcome(#"{"a":1,"a":2}"#, contract) == .failure("duplicate_key"))
    }

    @Test func aListIsCountedBeforeItIsRead() {
        let contract = Holder<[Int]>.contract(.count(1...2))
        #expect(outcome(#"[1,"x",3]"#, contract) == .failure("too_long"))
        #expect(outcome("[]", contract) == .failure("too_short"))
        #expect(outcome("{}", contract) == .failure("list_type"))
    }

    @Test func freeJSONHasASizeInBytes() {
        let contract = Holder<JSONObject>.contract(.bytes(...9))
        #expect(outcome(#"{ "a" : "bc" }"#, contract) == .failure("json_too_large"))
        #expect(outcome(#"{ "a" : "b" }"#, contract) == .success(["a": "b"]))
        #expect(outcome("[]", contract) == .failure("dict_type"))
    }

    @Test func anOptionalCanBeRequired() {
        let contract = Contract<Holder<Int?>>(
            "Required", Holder.init(value:), Field("v", \.value, required: true))
        #expect(issues(of: "{}", in: contract) == ["missing at body.v"])
        #expect(outcome("null", contract) == .success(nil))
    }
}
