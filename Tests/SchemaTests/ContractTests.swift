import SampleContracts
import Schema
import Testing

@Suite struct ContractTests {
    private let lead = SampleLead.contract

    /// Distinct values in every member: two neighbours that changed places would be seen.
    private let whole = """
        {"first_name":"Grace","email":"grace@example.org","revenue_tier":7,"tags":["a","b"],\
        "last_name":"Hopper","phone":"+1 212","company":"Compilers","job_title":"Admiral",\
        "industry":"Software","country":"US","website":"https://example.org/","employee_count":250,\
        "message":"Hello","source":"web","external_id":"x-1","occurred_at":"2026-03-01T09:30:00Z",\
        "attributes":{"b":1,"a":[null]}}
        """

    @Test func everyFieldReadsBackWhatWasPutIn() throws {
        let value = try lead.decode(Array(whole.utf8))
        #expect(String(decoding: lead.encode(value), as: UTF8.self) == whole)
    }

    @Test func everyIssueIsToldInTheOrderOfTheFields() {
        let body = #"{"tags":["",3],"revenue_tier":11,"first_name":"","extra":1,"company":true}"#
        #expect(
            issues(of: body, in: lead) == [
                "string_too_short at body.first_name", "missing at body.email",
                "less_than_equal at body.revenue_tier", "string_too_short at body.tags.0",
                "string_type at body.tags.1", "string_type at body.company",
            ])
    }

    @Test(arguments: ["[]", "3", "null", #""x""#, "true"])
    func aBodyThatIsNoObjectIsRefusedWhole(body: String) {
        #expect(issues(of: body, in: lead) == ["model_attributes_type at body"])
    }

    @Test func anOptionalMemberMayBeMissingOrNull() throws {
        let base = #""first_name":"A","email":"a@b.de","revenue_tier":1"#
        let missing = try lead.decode(Array("{\(base)}".utf8))
        let null = try lead.decode(Array("{\(base),\"company\":null}".utf8))
        #expect(missing == null)
        #expect(issues(of: "{\(base),\"tags\":null}", in: lead) == ["list_type at body.tags"])
    }

    @Test func aMemberThatIsThereTwiceIsRefused() {
        let body = #"{"first_name":"A","email":"a@b.de","revenue_tier":1,"email":"c@d.de"}"#
        #expect(issues(of: body, in: lead) == ["duplicate_key at body.email"])
    }

    @Test func NULIsRefusedInEveryString() {
        let body = #"{"first_name":"A\u0000","email":"a@b.de","revenue_tier":1}"#
        #expect(issues(of: body, in: lead) == ["string_pattern_mismatch at body.first_name"])
    }

    @Test func lengthsCountCodePoints() {
        let contract = Holder<String>.contract(.length(2...3))
        #expect(outcome(#""😀😀😀""#, contract) == .success("😀😀😀"))
        #expect(outcome(#""😀😀😀😀""#, contract) == .failure("string_too_long"))
        #expect(outcome(#""é""#, contract) == .failure("string_too_short"))
    }

    @Test func unknownMembersAreToldWhereTheyAreForbidden() {
        let contract = Contract<Holder<Int>>(
            "Strict", Holder.init(value:), Field("v", \.value, default: 1), extra: .forbid)
        #expect(
            issues(of: #"{"v":2,"w":3,"a":1}"#, in: contract) == [
                "extra_forbidden at body.w", "extra_forbidden at body.a",
            ])
    }

    @Test func aRuleOverSeveralMembersRunsWhenAllAreValid() {
        let contract = Holder<Int>.contract().check { holder throws(Refusal) in
            if holder.value == 13 { throw .value("unlucky") }
        }
        #expect(outcome("12", contract) == .success(12))
        #expect(outcome("13", contract) == .failure("value_error"))
        #expect(issues(of: #"{"v":13}"#, in: contract) == ["value_error at body"])
        #expect(outcome(#""x""#, contract) == .failure("int_parsing"))
    }

    @Test func aNestedContractHasItsOwnStrictness() {
        let strict = Contract<Holder<SampleLead>>(
            "Outer", Holder.init(value:), Field("v", \.value), strict: true)
        let lax = Contract<Holder<SampleVector>>("Outer", Holder.init(value:), Field("v", \.value))
        let body = #"{"v":{"first_name":"A","email":"a@b.de","revenue_tier":"3"}}"#
        #expect(issues(of: body, in: strict) == nil)
        #expect(
            issues(of: #"{"v":{"vector":["1"]}}"#, in: lax) == ["float_type at body.v.vector.0"])
    }

    @Test func eachElementOfAnArrayHasItsOwnResult() throws {
        let text = #"[{"v":1},{"v":"x"},3,{"v":4}]"#
        let contract = Holder<Int>.contract()
        let results = try unsafe Array(text.utf8).withUnsafeBytes { bytes in
            unsafe try contract.decodeElements(bytes)
        }
        let outcomes = results.map { result in
            switch result {
            case .success(let holder): String(holder.value)
            case .failure(let failure): failure.issues.map(told).joined()
            }
        }
        #expect(
            outcomes == ["1", "int_parsing at body.1.v", "model_attributes_type at body.2", "4"])
    }

    @Test(arguments: [("{}", "list_type"), ("[{},{},{}]", "too_long"), ("[", "json_invalid")])
    func anArrayThatIsNoneOrTooLongIsRefusedWhole(text: String, type: String) {
        let failure = #expect(throws: ValidationFailure.self) {
            try unsafe Array(text.utf8).withUnsafeBytes { bytes in
                _ = unsafe try Holder<Int>.contract().decodeElements(bytes, count: 0...2)
            }
        }
        #expect(failure?.issues.map(\.type) == [type])
    }
}
