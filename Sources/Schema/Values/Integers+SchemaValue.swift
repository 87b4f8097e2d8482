/// A whole number that contracts can hold: `Int`, `Int64`, `Int32`.
public protocol SchemaInteger: SchemaValue, NumericValue, RuleBound, FixedWidthInteger,
    SignedInteger
where RuledNumber == Self {}

extension SchemaInteger {
    /// Reads a whole number, or in lax mode what stands for one without loss.
    ///
    /// Beyond the type's own width the type's bounds are the rule that is broken.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Self? {
        let whole: WholeNumber
        do throws(Refusal) {
            whole = try WholeNumber(node, reading)
        } catch {
            reading.refuse(node, error)
            return nil
        }
        if case .small(let value) = whole, let exact = Self(exactly: value), rules.allows(value) {
            return exact
        }
        let limits = rules.limits.bounded(by: Int64(Self.min), Int64(Self.max))
        if let refusal = limits.refusal(of: whole) {
            reading.refuse(node, refusal)
            return nil
        }
        guard case .small(let value) = whole else { return nil }
        return Self(truncatingIfNeeded: value)
    }

    /// Writes the number.
    public func write(to writer: inout JSONWriter) { writer.write(self) }

    /// The number in the form that rules keep.
    public var ruleBound: RuleNumber { RuleNumber(Int64(self)) }

    /// An integer with its bounds; those of a narrow type are always told.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        let limits = rules.limits.bounded(by: Int64(Self.min), Int64(Self.max))
        var schema: JSONObject = ["type": "integer"]
        limits.addBounds(to: &schema)
        return definitions.widened(schema, LaxForms.integer(limits))
    }
}

extension Int: SchemaInteger {
    /// Bounds are whole numbers.
    public typealias RuledNumber = Int
}
extension Int64: SchemaInteger {
    /// Bounds are whole numbers.
    public typealias RuledNumber = Int64
}
extension Int32: SchemaInteger {
    /// Bounds are whole numbers.
    public typealias RuledNumber = Int32
}
