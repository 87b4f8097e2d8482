/// A rule that values of one type can have; which rules exist depends on the type.
public struct Rule<Value>: Sendable {
    let apply: @Sendable (inout Constraints.Limits) -> Void

    init(_ apply: @escaping @Sendable (inout Constraints.Limits) -> Void) { self.apply = apply }

    /// Takes the value only in its own JSON type: `"3"` is no number (Pydantic's strict mode).
    public static var strict: Rule { Rule { $0.isStrict = true } }

    /// Several rules as one.
    public static func all(_ rules: [Rule]) -> Rule {
        Rule { limits in
            for rule in rules { rule.apply(&limits) }
        }
    }

    /// Takes the value in every form that can be converted without loss, also in a strict contract.
    public static var lax: Rule { Rule { $0.isStrict = false } }
}

extension Constraints {
    convenience init<Value>(rules: [Rule<Value>]) {
        var limits = Limits()
        for rule in rules { rule.apply(&limits) }
        self.init(limits)
    }
}

extension Rule where Value: TextValue {
    /// The least and the largest number of characters (Unicode code points).
    public static func length(_ range: ClosedRange<Int>) -> Rule {
        Rule {
            $0.minimumLength = range.lowerBound
            $0.maximumLength = range.upperBound
        }
    }

    /// The largest number of characters (Unicode code points).
    public static func length(_ range: PartialRangeThrough<Int>) -> Rule {
        Rule { $0.maximumLength = range.upperBound }
    }

    /// The least number of characters (Unicode code points).
    public static func length(_ range: PartialRangeFrom<Int>) -> Rule {
        Rule { $0.minimumLength = range.lowerBound }
    }

    /// A regular expression that must match somewhere in the value; see `Pattern`.
    public static func pattern(_ pattern: Pattern) -> Rule { Rule { $0.pattern = pattern } }
}

extension Rule where Value: CollectionValue {
    /// The least and the largest number of elements.
    public static func count(_ range: ClosedRange<Int>) -> Rule {
        Rule {
            $0.minimumCount = range.lowerBound
            $0.maximumCount = range.upperBound
        }
    }

    /// The largest number of elements.
    public static func count(_ range: PartialRangeThrough<Int>) -> Rule {
        Rule { $0.maximumCount = range.upperBound }
    }

    /// The least number of elements.
    public static func count(_ range: PartialRangeFrom<Int>) -> Rule {
        Rule { $0.minimumCount = range.lowerBound }
    }

    /// Rules that hold for each element.
    public static func each(_ rules: Rule<Value.RuledElement>...) -> Rule {
        let element = Constraints(rules: rules)
        return Rule { $0.element = element }
    }
}

extension Rule where Value: FreeValue {
    /// The largest size of the value, written as JSON without spaces, in bytes.
    public static func bytes(_ range: PartialRangeThrough<Int>) -> Rule {
        Rule { $0.maximumBytes = range.upperBound }
    }
}
