import Foundation
import Schema
import Testing

/// What a schema says must be what reading does: neither more nor less.
@Suite struct LaxSchemaTests {
    private static let ranges: [ClosedRange<Int>] = [
        0...10, -5...17, 5...99, 7...7, 1...100, -120 ... -3, 0...1234, 98...1001, -1...0,
        .min ... .max,
    ]

    @Test(arguments: ranges)
    func aTextStandsForAnIntegerWhereThePatternSaysSo(range: ClosedRange<Int>) throws {
        let contract = Holder<Int>.contract(.range(range))
        let pattern = try Pattern(parsing: try #require(text(of: contract, "pattern")))
        let judge = Holder<String>.contract(.pattern(pattern))
        for number in Array(-130...1300) + [.max, .max - 1, .min, .min + 1] {
            let digits = String(number.magnitude)
            let sign = number < 0 ? "-" : ""
            let apart = digits.map(String.init).joined(separator: "_")
            for form in [
                sign + digits, "\(sign)00\(digits)", "\(sign)0_\(apart)", "\(sign)\(digits).00",
                " \u{3000}\(sign)\(digits)\u{85} ", "+\(digits)", "-\(digits)", "\(digits)_",
                "\(sign)\(digits).", "\(digits)__0", "\(digits).5", "- \(digits)", "\(digits)0x",
            ] {
                let isTaken = (try? outcome("\"\(form)\"", contract).get()) != nil
                let isMatch = (try? outcome("\"\(form)\"", judge).get()) != nil
                #expect(isTaken == isMatch, "\(form) in \(range)")
            }
        }
        let far = ["9223372036854775808", "-9223372036854775809", "99999999999999999999"]
        for form in far { #expect((try? outcome("\"\(form)\"", judge).get()) == nil, "\(form)") }
    }

    @Test func booleansStandForTheNumbersThatBoundsAllow() {
        #expect(forms(Holder<Int>.contract(.range(0...1))).contains(["type": "boolean"]))
        #expect(forms(Holder<Int>.contract(.range(1...9))).contains(["const": true]))
        #expect(forms(Holder<Int>.contract(.range(-9...0))).contains(["const": false]))
        #expect(forms(Holder<Int>.contract(.range(2...9))).count == 2)
        #expect(forms(Holder<Int>.contract(.range(0...1), strict: true)).isEmpty)
        #expect(forms(Holder<Int>.contract(.strict)).isEmpty)
        #expect(forms(Holder<Int>.contract(.lax, strict: true)).count == 3)
    }

    @Test func wordsStandForABooleanWhereThePatternSaysSo() throws {
        let contract = Holder<Bool>.contract()
        let pattern = try Pattern(parsing: try #require(text(of: contract, "pattern")))
        let judge = Holder<String>.contract(.pattern(pattern))
        for word in ["yes", "No", "ON", "oFf", "t", "F", "0", "1", "true", "2", "yess", "", " on"] {
            let isTaken = (try? outcome("\"\(word)\"", contract).get()) != nil
            #expect(isTaken == ((try? outcome("\"\(word)\"", judge).get()) != nil), "\(word)")
        }
    }

    @Test func anAddressThatMatchesItsPatternIsTaken() throws {
        let pattern = try #require(EmailAddress.schemaExtras["pattern"].flatMap(string))
        let judge = try NSRegularExpression(pattern: pattern)
        func matches(_ text: String) -> Bool {
            judge.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
        }
        for good in ["ada@example.org", "a.b+c@x-y.example.co", "!#$%@a.b", "A@1.2b", "a@b.xn"] {
            #expect(matches(good), "\(good)")
            #expect(throws: Never.self) { try EmailAddress(good) }
        }
        for bad in [
            "a@b", "a@b.test", "a@b.LOCAL", "a@b.1", "a@-b.org", "a@b-.org", "a@ab--c.org",
            "a..b@c.org",
            ".a@b.org", "a.@b.org", "a@b..org", "a b@c.org",
            "a@\(String(repeating: "b", count: 64)).org",
        ] {
            #expect(!matches(bad), "\(bad)")
            #expect(throws: Refusal.self) { try EmailAddress(bad) }
        }
    }

    @Test func exactlyOneMemberIsSaidAndAskedFor() throws {
        let contract = Contract(
            "Pair", Pair.init, Field("a", \.a), Field("b", \.b)
        ).exactlyOne(of: "a", "b")
        #expect(issues(of: #"{"a":1}"#, in: contract) == nil)
        #expect(issues(of: #"{"a":1,"b":null}"#, in: contract) == nil)
        #expect(issues(of: #"{}"#, in: contract) == ["value_error at body"])
        #expect(issues(of: #"{"a":1,"b":2}"#, in: contract) == ["value_error at body"])
        guard case .array(let said)? = contract.schema["allOf"] else {
            Issue.record("the schema says nothing of it")
            return
        }
        #expect(said.first?["oneOf"] != nil)
        #expect(contract.schema(.output)["allOf"] == nil)
    }

    private struct Pair: Sendable {
        var a: Int?
        var b: Int?
    }

    private func forms<Value>(_ contract: Contract<Holder<Value>>) -> [JSONValue] {
        guard case .array(let forms)? = contract.schema["properties"]?["v"]?["anyOf"] else {
            return []
        }
        return forms
    }

    private func text<Value>(of contract: Contract<Holder<Value>>, _ member: String) -> String? {
        forms(contract).compactMap { $0[member].flatMap(string) }.first
    }

    private func string(_ value: JSONValue) -> String? {
        guard case .string(let text) = value else { return nil }
        return text
    }
}
