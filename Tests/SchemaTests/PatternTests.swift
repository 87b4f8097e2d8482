import Schema
import Testing

@Suite struct PatternTests {
    @Test(arguments: [
        ("^[A-Z]{2}$", "DE", true), ("^[A-Z]{2}$", "DEU", false), ("^[A-Z]{2}$", "de", false),
        ("^[A-Z]{2}$", "DE\n", false), ("b", "abc", true), ("^b", "abc", false),
        ("c$", "abc", true),
        ("^(a|bc)*d$", "abcad", true), ("^(a|bc)*d$", "abad", false), ("^a{2,3}$", "aaaa", false),
        ("^a{2,}$", "aaaa", true), (#"^\d+\.\w?$"#, "12.x", true), (#"^[^\s\-]+$"#, "a b", false),
        ("^.$", "é", true), ("^$", "", true), ("^(?:ab)+$", "ababab", true), ("[]a]", "]", true),
        (#"^[\x41-\u0043]+$"#, "ABC", true), ("^[^a]$", "ü", true), ("a|^$", "", true),
    ])
    func aPatternMatchesSomewhere(pattern: String, text: String, matches: Bool) throws {
        let contract = Holder<String>.contract(.pattern(try Pattern(parsing: pattern)))
        let json = text.replacing("\n", with: "\\n")
        let expected: Result<String, TypeError> =
            matches ? .success(text) : .failure("string_pattern_mismatch")
        #expect(outcome("\"\(json)\"", contract) == expected)
    }

    @Test(arguments: [
        "(", "a)", "[a", "*a", "a{2", "a{3,2}", "a**", "\\", "\\q", "(?=a)", "a{9999}", "[b-a]",
    ])
    func whatIsNoPatternIsToldWhere(source: String) {
        #expect(throws: PatternError.self) { try Pattern(parsing: source) }
    }

    @Test(.timeLimit(.minutes(1)))
    func noValueMakesAPatternSlow() throws {
        let contract = Holder<String>.contract(.pattern(try Pattern(parsing: "^(a*)*(a|aa)+$")))
        let text = String(repeating: "a", count: 5000) + "b"
        #expect(outcome("\"\(text)\"", contract) == .failure("string_pattern_mismatch"))
    }
}
