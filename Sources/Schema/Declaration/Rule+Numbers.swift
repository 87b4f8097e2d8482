extension Rule where Value: NumericValue {
    /// The least and the largest value, both allowed.
    public static func range(_ range: ClosedRange<Value.RuledNumber>) -> Rule {
        Rule {
            $0.minimum = range.lowerBound.bound
            $0.maximum = range.upperBound.bound
        }
    }

    /// The largest value, itself allowed.
    public static func range(_ range: PartialRangeThrough<Value.RuledNumber>) -> Rule {
        Rule { $0.maximum = range.upperBound.bound }
    }

    /// The least value, itself allowed.
    public static func range(_ range: PartialRangeFrom<Value.RuledNumber>) -> Rule {
        Rule { $0.minimum = range.lowerBound.bound }
    }

    /// A value that must be exceeded.
    public static func greater(than bound: Value.RuledNumber) -> Rule {
        Rule { $0.exclusiveMinimum = bound.bound }
    }

    /// A value that must not be reached.
    public static func less(than bound: Value.RuledNumber) -> Rule {
        Rule { $0.exclusiveMaximum = bound.bound }
    }
}

extension Rule where Value: NumericValue, Value.RuledNumber: FixedWidthInteger {
    /// A number other than 0 that must divide the value.
    public static func multiple(of divisor: Value.RuledNumber) -> Rule {
        Rule { $0.multipleOf = Int64(divisor) }
    }
}
