/// A number with a fraction that contracts can hold: `Double`, `Float`.
public protocol SchemaNumber: SchemaValue, NumericValue, RuleBound, BinaryFloatingPoint
where RuledNumber == Self {}

extension SchemaNumber {
    /// Reads a finite number, or in lax mode what stands for one.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Self? {
        do throws(Refusal) {
            let number = try finite(node, reading)
            if let refusal = rules.limits.refusal(of: number) { throw refusal }
            let value = Self(number)
            guard value.isFinite else { throw .finiteNumber }
            return value
        } catch {
            reading.refuse(node, error)
            return nil
        }
    }

    private static func finite(
        _ node: JSONNode, _ reading: Reading
    ) throws(Refusal) -> Double {
        let isLax = !reading.isStrict || reading.isText
        let number: Double?
        switch reading.kind(of: node) {
        case .number: number = reading.number(of: node)
        case .integer: number = Double(reading.integer(of: node))
        case .bigInteger: number = Double(reading.digits(of: node))
        case .bool where isLax: number = reading.isTrue(node) ? 1 : 0
        case .string where isLax:
            number = unsafe PythonText.number(
                String(decoding: reading.utf8(of: node), as: UTF8.self))
            if number == nil { throw .floatParsing }
        case .brokenString where isLax: throw .stringUnicode
        default: throw .floatType
        }
        guard let number, number.isFinite else { throw .finiteNumber }
        return number
    }

    /// The number in the form that rules keep.
    public var ruleBound: RuleNumber { RuleNumber(Double(self)) }

    /// A number with its bounds.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        var schema: JSONObject = ["type": "number"]
        rules.limits.addBounds(to: &schema)
        if Self.significandBitCount < Double.significandBitCount, !rules.limits.hasBounds {
            // From here on numbers round to infinity.
            let edge = Double(greatestFiniteMagnitude) + Double(greatestFiniteMagnitude.ulp) / 2
            schema["exclusiveMinimum"] = .number(-edge)
            schema["exclusiveMaximum"] = .number(edge)
        }
        return definitions.widened(schema, LaxForms.number(rules.limits))
    }
}

extension Double: SchemaNumber {
    /// Bounds are numbers.
    public typealias RuledNumber = Double
    /// Writes the number in the fewest digits that read back the same.
    public func write(to writer: inout JSONWriter) { writer.write(self) }
}
extension Float: SchemaNumber {
    /// Bounds are numbers.
    public typealias RuledNumber = Float
    /// Writes the number in the fewest digits that read back the same.
    public func write(to writer: inout JSONWriter) { writer.write(self) }
}
