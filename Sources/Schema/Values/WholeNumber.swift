/// A whole number of any size, as read from JSON.
enum WholeNumber {
    case small(Int64)
    /// Beyond `Int64`.
    case big(digits: String)

    /// Pydantic reads no more digits than this from text.
    private static let mostDigits = 4300

    init(_ node: JSONNode, _ reading: Reading) throws(Refusal) {
        let isLax = !reading.isStrict || reading.isText
        switch reading.kind(of: node) {
        case .integer: self = .small(reading.integer(of: node))
        case .bigInteger: self = .big(digits: reading.digits(of: node))
        case .bool where isLax: self = .small(reading.isTrue(node) ? 1 : 0)
        case .number where isLax: self = try Self.exact(reading.number(of: node))
        case .string where isLax: self = unsafe try Self.parsed(reading.utf8(of: node))
        case .brokenString where isLax: throw .stringUnicode
        default: throw .intType
        }
    }

    private static func exact(_ number: Double) throws(Refusal) -> WholeNumber {
        guard number.isFinite else { throw .finiteNumber }
        guard number.rounded(.towardZero) == number else { throw .intFromFloat }
        // Pydantic's bound, by which -2^63 itself is beyond 64 bits.
        guard let whole = Int64(exactly: number), whole != .min else { throw .intParsingSize }
        return .small(whole)
    }

    /// Digits with a sign, single underscores between them, spaces around, and a fraction of zeros.
    private static func parsed(
        _ utf8: UnsafeBufferPointer<UInt8>
    ) throws(Refusal) -> WholeNumber {
        var text = unsafe PythonText.trimmed(String(decoding: utf8, as: UTF8.self))[...]
        guard text.utf8.count <= mostDigits else { throw .intParsingSize }
        let isNegative = text.hasPrefix("-")
        if isNegative || text.hasPrefix("+") { text = text.dropFirst() }
        if let point = text.firstIndex(of: ".") {
            let zeros = text[text.index(after: point)...]
            guard !zeros.isEmpty, zeros.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else {
                throw .intParsing
            }
            text = text[..<point]
        }
        guard let digits = PythonText.digits(text) else { throw .intParsing }
        let signed = (isNegative ? "-" : "") + digits
        return Int64(signed).map { .small($0) } ?? .big(digits: signed)
    }

    var isNegative: Bool {
        switch self {
        case .small(let value): value < 0
        case .big(let digits): digits.utf8.first == UInt8(ascii: "-")
        }
    }

    func isMultiple(of divisor: Int64) -> Bool {
        guard divisor != 0 else { return true }
        switch self {
        case .small(let value): return value.magnitude % divisor.magnitude == 0
        case .big(let digits):
            // Digit by digit; the rest is below 2^63, so that ten times it needs 128 bits.
            let rest = digits.utf8.reduce(UInt128(0)) { rest, byte in
                let digit = byte &- UInt8(ascii: "0")
                return digit < 10 ? (rest * 10 + UInt128(digit)) % UInt128(divisor.magnitude) : rest
            }
            return rest == 0
        }
    }
}
