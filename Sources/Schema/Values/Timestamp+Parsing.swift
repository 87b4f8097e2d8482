extension Timestamp {
    /// Reads a date and time as Pydantic does: RFC 3339 in its wider sense (separator `T`, `t`, `_`
    /// or a space; seconds may be missing; more than six digits of a fraction are cut off), a date
    /// alone, or seconds or milliseconds since 1970 in digits.
    ///
    /// A time without an offset is taken for UTC.
    ///
    /// - Throws: `datetime_from_date_parsing` or `datetime_parsing`.
    public init(_ text: String) throws(Refusal) {
        var text = text
        let result = text.withUTF8 { utf8 -> Result<Timestamp, Refusal> in
            do throws(Refusal) {
                return .success(unsafe try Timestamp(utf8: utf8))
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    init(utf8: UnsafeBufferPointer<UInt8>) throws(Refusal) {
        var parser = unsafe TimestampParser(utf8)
        if let moment = parser.dateAndTime() {
            guard let moment else { throw .datetimeParsing("year 0 is out of range") }
            self = moment
        } else if let seconds = unsafe UnixTime(digits: utf8) {
            do throws(UnixTime.Problem) {
                self = try seconds.timestamp()
            } catch {
                throw .datetimeFromDateParsing(
                    unsafe UnixTime.isInteger(utf8) ? error.text : parser.dateProblem)
            }
        } else if let midnight = parser.midnight() {
            guard let midnight else { throw .datetimeParsing("year 0 is out of range") }
            self = midnight
        } else {
            throw .datetimeFromDateParsing(parser.dateProblem)
        }
    }
}

extension Refusal {
    static let datetimeType = Refusal("datetime_type", "Input should be a valid datetime")

    static func datetimeParsing(_ error: String) -> Refusal {
        Refusal(
            "datetime_parsing", "Input should be a valid datetime, \(error)",
            ctx: ["error": .string(error)])
    }

    static func datetimeFromDateParsing(_ error: String) -> Refusal {
        Refusal(
            "datetime_from_date_parsing", "Input should be a valid datetime or date, \(error)",
            ctx: ["error": .string(error)])
    }
}
