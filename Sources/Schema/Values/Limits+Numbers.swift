extension Constraints {
    /// Whether a number is within plain whole bounds; false leaves the verdict to the whole rules.
    func allows(_ value: Int64) -> Bool {
        guard limits.multipleOf == nil, limits.exclusiveMinimum == nil,
            limits.exclusiveMaximum == nil
        else { return false }
        switch limits.minimum {
        case .integer(let least)?: if value < least { return false }
        case .number?: return false
        case nil: break
        }
        switch limits.maximum {
        case .integer(let most)?: return value <= most
        case .number?: return false
        case nil: return true
        }
    }
}

extension Constraints.Limits {
    /// The limits, with a type's own bounds where none are declared.
    func bounded(by least: Int64, _ most: Int64) -> Constraints.Limits {
        var limits = self
        if minimum == nil && exclusiveMinimum == nil { limits.minimum = .integer(least) }
        if maximum == nil && exclusiveMaximum == nil { limits.maximum = .integer(most) }
        return limits
    }

    func refusal(of number: WholeNumber) -> Refusal? {
        if let divisor = multipleOf, !number.isMultiple(of: divisor) {
            return .multiple(of: divisor)
        }
        switch number {
        case .small(let value):
            return refusal { bound in
                switch bound {
                case .integer(let bound): value < bound ? -1 : value == bound ? 0 : 1
                case .number(let bound):
                    Double(value) < bound ? -1 : Double(value) == bound ? 0 : 1
                }
            }
        case .big: return refusal { _ in number.isNegative ? -1 : 1 }
        }
    }

    func refusal(of number: Double) -> Refusal? {
        refusal { bound in
            let bound = bound.number
            return number < bound ? -1 : number == bound ? 0 : 1
        }
    }

    /// The first bound that is broken, in Pydantic's order; `order` compares the value with a bound.
    private func refusal(_ order: (Constraints.Bound) -> Int) -> Refusal? {
        if let maximum, order(maximum) > 0 { return .bound("less_than_equal", "le", maximum) }
        if let exclusiveMaximum, order(exclusiveMaximum) >= 0 {
            return .bound("less_than", "lt", exclusiveMaximum)
        }
        if let minimum, order(minimum) < 0 { return .bound("greater_than_equal", "ge", minimum) }
        if let exclusiveMinimum, order(exclusiveMinimum) <= 0 {
            return .bound("greater_than", "gt", exclusiveMinimum)
        }
        return nil
    }

    func addBounds(to schema: inout JSONObject) {
        schema["minimum"] = minimum?.json
        schema["maximum"] = maximum?.json
        schema["exclusiveMinimum"] = exclusiveMinimum?.json
        schema["exclusiveMaximum"] = exclusiveMaximum?.json
        if let multipleOf { schema["multipleOf"] = .integer(multipleOf) }
    }
}

extension Constraints.Bound {
    var number: Double {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        }
    }

    var json: JSONValue {
        switch self {
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        }
    }

    var text: String {
        switch self {
        case .integer(let value): String(value)
        // Pydantic's texts follow Rust, which writes a whole number without a fraction.
        case .number(let value): Int64(exactly: value).map(String.init) ?? value.description
        }
    }
}

extension Refusal {
    fileprivate static func bound(
        _ type: String, _ key: String, _ bound: Constraints.Bound
    ) -> Refusal {
        let words =
            switch key {
            case "le": "less than or equal to"
            case "lt": "less than"
            case "ge": "greater than or equal to"
            default: "greater than"
            }
        return Refusal(type, "Input should be \(words) \(bound.text)", ctx: [key: bound.json])
    }

    fileprivate static func multiple(of divisor: Int64) -> Refusal {
        Refusal(
            "multiple_of", "Input should be a multiple of \(divisor)",
            ctx: ["multiple_of": .integer(divisor)])
    }
}
