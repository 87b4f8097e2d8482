/// A time since 1970 as Pydantic reads it: seconds, or beyond 20,000,000,000 milliseconds.
enum UnixTime {
    /// Why a number is no time.
    enum Problem: Error {
        case tooSmall, tooLarge, notANumber

        var text: String {
            switch self {
            case .tooSmall: "dates before 0000 are not supported as unix timestamps"
            case .tooLarge: "dates after 9999 are not supported as unix timestamps"
            case .notANumber: "NaN values not permitted"
            }
        }
    }

    case whole(Int64)
    case fraction(Double)

    private static let millisecondsBeyond: Int64 = 20_000_000_000
    private static let earliest: Int64 = -62_167_219_200
    private static let latest: Int64 = 253_402_300_799

    /// Digits with a sign and perhaps a point; nil for any other text.
    init?(digits utf8: UnsafeBufferPointer<UInt8>) {
        let text = unsafe String(decoding: utf8, as: UTF8.self)
        if unsafe Self.isInteger(utf8) {
            guard let value = Int64(text) else { return nil }
            self = .whole(value)
            return
        }
        var rest = text.utf8[...]
        if let first = rest.first, "+-".utf8.contains(first) { rest = rest.dropFirst() }
        rest = rest.drop { Self.isDigit($0) }
        guard rest.first == UInt8(ascii: "."), !text.utf8.contains(UInt8(ascii: "_")),
            text.utf8.first != UInt8(ascii: " "), let value = PythonText.number(text)
        else { return nil }
        self = .fraction(value)
    }

    static func isInteger(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = unsafe utf8.first else { return false }
        let digits = "+-".utf8.contains(first) ? unsafe utf8.dropFirst() : unsafe utf8[...]
        return unsafe !digits.isEmpty && digits.allSatisfy { isDigit($0) }
    }

    func timestamp() throws(Problem) -> Timestamp {
        switch self {
        case .whole(let value):
            let isMilliseconds = value.magnitude > Self.millisecondsBeyond
            let (seconds, rest) = isMilliseconds ? Self.divided(value, by: 1000) : (value, 0)
            return try Self.checked(seconds, microseconds: rest * 1000)
        case .fraction(let value):
            guard !value.isNaN else { throw .notANumber }
            let isMilliseconds = value.magnitude > Double(Self.millisecondsBeyond)
            let exact = isMilliseconds ? value / 1000 : value
            guard exact < 1e15 else { throw .tooLarge }
            guard exact > -1e15 else { throw .tooSmall }
            let seconds = exact.rounded(.down)
            let microseconds = ((exact - seconds) * 1_000_000).rounded()
            return try Self.checked(Int64(seconds), microseconds: Int64(microseconds))
        }
    }

    private static func checked(
        _ seconds: Int64, microseconds: Int64
    ) throws(Problem) -> Timestamp {
        guard seconds >= earliest else { throw .tooSmall }
        guard seconds <= latest else { throw .tooLarge }
        return Timestamp(
            unchecked: max(seconds * 1_000_000 + microseconds, Timestamp.earliest.microseconds))
    }

    private static func divided(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
