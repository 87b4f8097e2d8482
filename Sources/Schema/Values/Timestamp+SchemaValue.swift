extension Timestamp: ValidatedText {
    /// Reads a date and time, or in lax mode a number of seconds or milliseconds since 1970.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Timestamp? {
        do throws(Refusal) {
            switch reading.kind(of: node) {
            case .string: return unsafe try Timestamp(utf8: reading.utf8(of: node))
            case .brokenString: throw .stringUnicode
            case .integer where !reading.isStrict:
                return try number(.whole(reading.integer(of: node)))
            case .number where !reading.isStrict:
                return try number(.fraction(reading.number(of: node)))
            case .bigInteger where !reading.isStrict:
                let isNegative = reading.digits(of: node).hasPrefix("-")
                throw .datetimeParsing((isNegative ? UnixTime.Problem.tooSmall : .tooLarge).text)
            default: throw .datetimeType
            }
        } catch {
            reading.refuse(node, error)
            return nil
        }
    }

    private static func number(_ time: UnixTime) throws(Refusal) -> Timestamp {
        do throws(UnixTime.Problem) {
            return try time.timestamp()
        } catch {
            throw .datetimeParsing(error.text)
        }
    }

    /// The moment in UTC by RFC 3339: `2026-01-31T12:00:00Z`, with six digits of a fraction if any.
    public var text: String {
        let secondsUnit: Int64 = 1_000_000
        let days = (microseconds - (microseconds < 0 ? 86_399_999_999 : 0)) / 86_400_000_000
        let ofDay = microseconds - days * 86_400_000_000
        let date = CivilDate(daysSince1970: Int(days))
        let seconds = Int(ofDay / secondsUnit)
        let fraction = Int(ofDay % secondsUnit)
        return unsafe String(unsafeUninitializedCapacity: 27) { buffer in
            var place = 0
            func put(_ value: Int, _ width: Int, _ end: UInt8) {
                var rest = value
                for column in (0..<width).reversed() {
                    unsafe buffer[place + column] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                unsafe buffer[place + width] = end
                place += width + 1
            }
            put(date.year, 4, UInt8(ascii: "-"))
            put(date.month, 2, UInt8(ascii: "-"))
            put(date.day, 2, UInt8(ascii: "T"))
            put(seconds / 3600, 2, UInt8(ascii: ":"))
            put(seconds / 60 % 60, 2, UInt8(ascii: ":"))
            put(seconds % 60, 2, fraction > 0 ? UInt8(ascii: ".") : UInt8(ascii: "Z"))
            if fraction > 0 { put(fraction, 6, UInt8(ascii: "Z")) }
            return place
        }
    }

    /// `date-time`.
    public static var format: String? { "date-time" }

    /// `datetime_type`.
    public static var typeRefusal: Refusal { .datetimeType }
}
