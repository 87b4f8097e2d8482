import Schema
import Testing

@Suite struct NumberTests {
    @Test(arguments: [
        ("3", 3), ("-3", -3), (#""3""#, 3), ("3.0", 3), (#""3.0""#, 3), (#"" +1_0 ""#, 10),
        ("true", 1),
        (#""-0003.000""#, -3), ("1e2", 100), ("9223372036854775807", Int.max),
    ])
    func aWholeNumberIsReadFromWhatStandsForOne(json: String, value: Int) {
        #expect(outcome(json, Holder<Int>.contract()) == .success(value))
    }

    @Test(arguments: [
        ("3.5", "int_from_float"), (#""3.5""#, "int_parsing"), (#""three""#, "int_parsing"),
        ("null", "int_type"), ("[]", "int_type"), (#""1__0""#, "int_parsing"),
        (#""3.""#, "int_parsing"),
        ("1e30", "int_parsing_size"), ("-9223372036854775808.0", "int_parsing_size"),
        ("1e999", "finite_number"), ("NaN", "finite_number"),
        ("9223372036854775808", "less_than_equal"), ("-99999999999999999999", "greater_than_equal"),
        (#""99999999999999999999""#, "less_than_equal"), (#""""#, "int_parsing"),
    ])
    func whatIsNoWholeNumberIsRefused(json: String, type: String) {
        #expect(outcome(json, Holder<Int>.contract()) == .failure(TypeError(type: type)))
    }

    @Test(arguments: ["true", #""3""#, "3.0"])
    func strictTakesOnlyWholeNumbersOfJSON(json: String) {
        #expect(outcome(json, Holder<Int>.contract(strict: true)) == .failure("int_type"))
        #expect(outcome(json, Holder<Int>.contract(.strict)) == .failure("int_type"))
        #expect(outcome("3", Holder<Int>.contract(.strict)) == .success(3))
    }

    @Test(
        arguments: [
            ("0", nil), ("10", nil), ("11", "less_than_equal"), ("-1", "greater_than_equal"),
        ] as [(String, String?)])
    func boundsAreAllowedThemselves(json: String, type: String?) {
        let expected = type.map { Result<Int, _>.failure(TypeError(type: $0)) }
        let found = outcome(json, Holder<Int>.contract(.range(0...10)))
        #expect(found == expected ?? .success(json == "0" ? 0 : 10))
    }

    @Test func exclusiveBoundsAreNot() {
        let contract = Holder<Double>.contract(.greater(than: 0), .less(than: 1))
        #expect(outcome("0", contract) == .failure("greater_than"))
        #expect(outcome("1.0", contract) == .failure("less_than"))
        #expect(outcome("0.5", contract) == .success(0.5))
    }

    @Test func aMultipleIsFoundBeyond64Bits() {
        let contract = Holder<Int>.contract(.multiple(of: 5))
        #expect(outcome("10", contract) == .success(10))
        #expect(outcome("12", contract) == .failure("multiple_of"))
        #expect(outcome("99999999999999999999", contract) == .failure("multiple_of"))
        #expect(outcome("99999999999999999995", contract) == .failure("less_than_equal"))
    }

    @Test func aNarrowTypeHasItsOwnBounds() {
        #expect(outcome("2147483647", Holder<Int32>.contract()) == .success(2_147_483_647))
        #expect(outcome("2147483648", Holder<Int32>.contract()) == .failure("less_than_equal"))
        #expect(outcome("1e300", Holder<Float>.contract()) == .failure("finite_number"))
    }

    @Test(arguments: [
        ("3", 3), ("2.5", 2.5), (#"" 1e5 ""#, 1e5), (#""1_0.5""#, 10.5), ("true", 1), ("0.1", 0.1),
        ("123456789012345678901234567890", 1.2345678901234568e29),
    ])
    func aNumberIsReadFromWhatStandsForOne(json: String, value: Double) {
        #expect(outcome(json, Holder<Double>.contract()) == .success(value))
    }

    @Test(arguments: [
        (#""x""#, "float_parsing"), (#""inf""#, "finite_number"), ("1e999", "finite_number"),
        ("null", "float_type"), (#""0x1""#, "float_parsing"), (#""_1""#, "float_parsing"),
    ])
    func whatIsNoNumberIsRefused(json: String, type: String) {
        #expect(outcome(json, Holder<Double>.contract()) == .failure(TypeError(type: type)))
    }

    @Test(arguments: [
        ("true", true), ("0", false), ("1.0", true), (#""YES""#, true), (#""off""#, false),
    ])
    func aBooleanIsReadFromWhatStandsForOne(json: String, value: Bool) {
        #expect(outcome(json, Holder<Bool>.contract()) == .success(value))
    }

    @Test(arguments: [
        ("2", "bool_parsing"), (#""ja""#, "bool_parsing"), ("0.5", "bool_type"),
        ("null", "bool_type"),
    ])
    func whatIsNoBooleanIsRefused(json: String, type: String) {
        #expect(outcome(json, Holder<Bool>.contract()) == .failure(TypeError(type: type)))
        #expect(outcome("1", Holder<Bool>.contract(strict: true)) == .failure("bool_type"))
    }
}
