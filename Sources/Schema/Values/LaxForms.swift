/// The further forms in which lax reading takes a value, in the words of JSON Schema.
///
/// A schema that named the plain type alone would forbid what is taken. Each form below is taken
/// without exception; of texts for numbers with a fraction only the usual ones are named.
enum LaxForms {
    /// The inside of a character class: what Unicode calls white space.
    static let whiteSpaces =
        #"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"#

    /// White space around a number, of which no more than a few thousand characters are taken.
    static let space = "[\(whiteSpaces)]{0,99}"

    /// Texts and booleans that stand for an integer within the limits.
    static func integer(_ limits: Constraints.Limits) -> [JSONObject] {
        guard limits.multipleOf == nil, let range = limits.wholeRange else { return [] }
        let text: JSONObject = [
            "type": "string", "pattern": .string(IntegerPattern.source(range)),
        ]
        return [text] + booleans { limits.refusal(of: WholeNumber.small($0 ? 1 : 0)) == nil }
    }

    /// Texts and booleans that stand for a number; no pattern can tell what bounds allow.
    static func number(_ limits: Constraints.Limits) -> [JSONObject] {
        let text: JSONObject = [
            "type": "string",
            "pattern": .string(
                "^\(space)[+-]?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9])?\(space)$"
            ),
        ]
        let texts = limits.hasBounds ? [] : [text]
        return texts + booleans { limits.refusal(of: $0 ? 1.0 : 0) == nil }
    }

    /// Numbers and words that stand for a boolean.
    static let bool: [JSONObject] = [
        ["enum": [0, 1]],
        [
            "type": "string",
            "pattern":
                "^([01tTfFyYnN]|[oO][nN]|[oO][fF][fF]|[nN][oO]|[yY][eE][sS]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$",
        ],
    ]

    private static func booleans(_ isAllowed: (Bool) -> Bool) -> [JSONObject] {
        switch (isAllowed(false), isAllowed(true)) {
        case (true, true): [["type": "boolean"]]
        case (true, false): [["const": false]]
        case (false, true): [["const": true]]
        case (false, false): []
        }
    }
}

extension SchemaDefinitions {
    /// The schema of a value with the further forms that are taken where reading is lax.
    func widened(_ plain: JSONObject, _ forms: @autoclosure () -> [JSONObject]) -> JSONObject {
        guard direction == .input, !isStrict, !isText else { return plain }
        let forms = forms()
        guard !forms.isEmpty else { return plain }
        return ["anyOf": .array(([plain] + forms).map(JSONValue.object))]
    }
}

extension Constraints.Limits {
    /// Whether there is any bound.
    var hasBounds: Bool {
        minimum != nil || maximum != nil || exclusiveMinimum != nil || exclusiveMaximum != nil
    }

    /// The whole numbers within the bounds; nil when a bound is no whole number or there are none.
    var wholeRange: ClosedRange<Int64>? {
        guard let least = Self.whole(minimum, .min), let most = Self.whole(maximum, .max),
            let above = Self.whole(exclusiveMinimum, .min),
            let below = Self.whole(exclusiveMaximum, .max)
        else { return nil }
        let first = exclusiveMinimum == nil ? least : max(least, above == .max ? above : above + 1)
        let last = exclusiveMaximum == nil ? most : min(most, below == .min ? below : below - 1)
        return first <= last ? first...last : nil
    }

    private static func whole(_ bound: Constraints.Bound?, _ absent: Int64) -> Int64? {
        switch bound {
        case nil: absent
        case .integer(let value): value
        case .number: nil
        }
    }
}
