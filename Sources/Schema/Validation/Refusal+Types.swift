// The types and texts are those of Pydantic 2 (pydantic-core, src/errors/types.rs).
extension Refusal {
    static let stringType = Refusal("string_type", "Input should be a valid string")
    static let stringUnicode = Refusal(
        "string_unicode",
        "Input should be a valid string, unable to parse raw data as a unicode string")
    static let boolType = Refusal("bool_type", "Input should be a valid boolean")
    static let boolParsing = Refusal(
        "bool_parsing", "Input should be a valid boolean, unable to interpret input")
    static let intType = Refusal("int_type", "Input should be a valid integer")
    static let intParsing = Refusal(
        "int_parsing", "Input should be a valid integer, unable to parse string as an integer")
    static let intParsingSize = Refusal(
        "int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size")
    static let intFromFloat = Refusal(
        "int_from_float", "Input should be a valid integer, got a number with a fractional part")
    static let floatType = Refusal("float_type", "Input should be a valid number")
    static let floatParsing = Refusal(
        "float_parsing", "Input should be a valid number, unable to parse string as a number")
    static let finiteNumber = Refusal("finite_number", "Input should be a finite number")
    static let listType = Refusal("list_type", "Input should be a valid list")
    static let dictType = Refusal("dict_type", "Input should be a valid dictionary")

    static func stringTooShort(_ least: Int) -> Refusal {
        Refusal(
            "string_too_short", "String should have at least \(characters(least))",
            ctx: ["min_length": .integer(Int64(least))])
    }

    static func stringTooLong(_ most: Int) -> Refusal {
        Refusal(
            "string_too_long", "String should have at most \(characters(most))",
            ctx: ["max_length": .integer(Int64(most))])
    }

    static func stringPatternMismatch(_ pattern: String) -> Refusal {
        Refusal(
            "string_pattern_mismatch", "String should match pattern '\(pattern)'",
            ctx: ["pattern": .string(pattern)])
    }

    static func tooShort(_ least: Int, _ actual: Int, _ noun: String = "List") -> Refusal {
        tooFew(noun, least, actual)
    }

    static func tooLong(_ most: Int, _ actual: Int, _ noun: String = "List") -> Refusal {
        Refusal(
            "too_long",
            "\(noun) should have at most \(items(most)) after validation, not \(actual)",
            ctx: [
                "field_type": .string(noun), "max_length": .integer(Int64(most)),
                "actual_length": .integer(Int64(actual)),
            ])
    }

    static func tooManyMembers(_ most: Int) -> Refusal {
        Refusal(
            "too_long", "Dictionary should have at most \(items(most)) after validation, not more",
            ctx: [
                "field_type": "Dictionary", "max_length": .integer(Int64(most)),
                "actual_length": .null,
            ])
    }

    private static func tooFew(_ noun: String, _ least: Int, _ actual: Int) -> Refusal {
        Refusal(
            "too_short",
            "\(noun) should have at least \(items(least)) after validation, not \(actual)",
            ctx: [
                "field_type": .string(noun), "min_length": .integer(Int64(least)),
                "actual_length": .integer(Int64(actual)),
            ])
    }

    private static func characters(_ count: Int) -> String {
        count == 1 ? "1 character" : "\(count) characters"
    }

    private static func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }
}
