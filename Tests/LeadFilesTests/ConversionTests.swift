import Testing

@testable import LeadFiles

@Suite("Conversions") struct ConversionTests {
    @Test(
        "read employee counts, know ranges and refuse the rest",
        arguments: [
            ("1200", EmployeeCount.Reading.exact(1200)), ("1,200", .exact(1200)),
            ("12,345,678", .exact(12_345_678)), ("1 200", .exact(1200)), ("50.0", .exact(50)),
            ("11-50", .range), ("1,001–5,000", .range), ("500+", .range), ("<10", .range),
            ("10 to 20", .range), ("1.200", .unreadable), ("1,20", .unreadable),
            ("many", .unreadable), ("-5", .unreadable), ("99999999999999999999", .unreadable),
        ])
    func employees(_ text: String, _ expected: EmployeeCount.Reading) {
        #expect(EmployeeCount.read(text) == expected)
    }

    @Test(
        "bring times into the form of RFC 3339 or leave them",
        arguments: [
            ("2026-07-16T00:12:13+0300", nil, "2026-07-16T00:12:13+03:00"),
            ("2026-07-16T00:12:13Z", nil, "2026-07-16T00:12:13Z"),
            ("2024-03-12 09:14", nil, nil),
            ("2024-03-12 09:14", "+02:00", "2024-03-12T09:14:00+02:00"),
            ("2024-03-12 09:14:05.250 +02", nil, "2024-03-12T09:14:05.250+02:00"),
            ("3/12/2024", "Z", nil), ("2024-03-12", "Z", nil), ("2024-03-12 09:14 PM", "Z", nil),
            ("2024-03-12T09:14:05.Z", nil, nil), ("", "Z", nil),
        ] as [(String, String?, String?)])
    func times(_ text: String, _ offset: String?, _ expected: String?) {
        #expect(Timestamp.read(text, offset: offset) == expected)
    }

    @Test(
        "split whole names",
        arguments: [
            ("Ada", "Ada", nil), ("Jo Example", "Jo", "Example"), ("Example, Jo", "Jo", "Example"),
            ("Jo van der Berg", "Jo", "van der Berg"),
        ] as [(String, String, String?)])
    func names(_ full: String, _ first: String, _ last: String?) {
        #expect(PersonName(full: full)?.first == first)
        #expect(PersonName(full: full)?.last == last)
        #expect(PersonName(full: "  ") == nil)
    }

    @Test(
        "split tags at semicolons, else at commas",
        arguments: [("a; b,c ;;a", ["a", "b,c"]), ("x, y", ["x", "y"]), ("one", ["one"])])
    func tags(_ text: String, _ expected: [String]) {
        #expect(FieldConversion.tags(text) == expected)
    }

    @Test(
        "know countries by code and English name",
        arguments: [
            ("de", "DE"), ("United States", "US"), ("uk", "GB"), ("Côte d'Ivoire", "CI"),
            ("korea, republic of", "KR"), ("ZZ", "ZZ"), ("Germny", nil), ("", nil), ("É1", nil),
        ] as [(String, String?)])
    func countries(_ text: String, _ expected: String?) {
        #expect(CountryName.code(text) == expected)
    }

    @Test("give a bare host a scheme and leave other pages alone")
    func websites() {
        #expect(FieldConversion.website("acme.example") == "https://acme.example")
        #expect(FieldConversion.website("http://acme.example") == "http://acme.example")
        #expect(FieldConversion.website("our page") == "our page")
    }
}
