import Schema
import Testing

@Suite struct TimestampTests {
    private let contract = Holder<Timestamp>.contract()

    @Test(arguments: [
        ("2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"),
        ("2024-02-29t12:00:00.25+02:00", "2024-02-29T10:00:00.250000Z"),
        ("2024-01-01 00:00-0130", "2024-01-01T01:30:00Z"), ("2024-01-01", "2024-01-01T00:00:00Z"),
        ("2024-01-01_23:59:59.123456789Z", "2024-01-01T23:59:59.123456Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        ("1493979010", "2017-05-05T10:10:10Z"), ("-0.5", "1969-12-31T23:59:59.500000Z"),
        ("20000000001", "1970-08-20T11:33:20.001000Z"),
    ])
    func aMomentIsWrittenInUTC(text: String, normalized: String) throws {
        let moment = try Timestamp(text)
        #expect(moment.text == normalized)
        #expect(try Timestamp(moment.text) == moment)
    }

    @Test(arguments: [
        ("", "input is too short"), ("2024-1-1T00:00Z", "invalid character in month"),
        ("2023-02-29", "day value is outside expected range"),
        ("2024-13-01T00:00:00Z", "month value is outside expected range of 1-12"),
        ("2024/01/01", "invalid date separator, expected `-`"),
        ("2024-01-01T24:00:00Z", "unexpected extra characters at the end of the input"),
        ("2024-01-01T00:00:00+24:00", "unexpected extra characters at the end of the input"),
        ("253402300800000", "dates after 9999 are not supported as unix timestamps"),
    ])
    func whatIsNoMomentIsToldWhy(text: String, reason: String) {
        let refusal = #expect(throws: Refusal.self) { try Timestamp(text) }
        #expect(refusal?.type == "datetime_from_date_parsing")
        #expect(refusal?.msg == "Input should be a valid datetime or date, " + reason)
    }

    @Test(arguments: [("0", 0), ("1.5", 1_500_000), ("-20000000001", -20_000_000_001_000)])
    func numbersAreSecondsOrMilliseconds(json: String, microseconds: Int64) {
        #expect(
            outcome(json, contract) == .success(Timestamp(microseconds: microseconds) ?? .latest))
    }

    @Test(arguments: [
        ("true", "datetime_type"), ("null", "datetime_type"), ("1e300", "datetime_parsing"),
        ("NaN", "datetime_parsing"), ("99999999999999999999", "datetime_parsing"),
        (#""0000-01-01T00:00:00Z""#, "datetime_parsing"),
    ])
    func otherValuesAreRefused(json: String, type: String) {
        #expect(outcome(json, contract) == .failure(TypeError(type: type)))
    }

    @Test func everyDayOfFourCenturiesReadsBack() throws {
        let day: Int64 = 86_400_000_000
        for number in stride(from: Int64(-200_000), to: 200_000, by: 37) {
            let moment = try #require(Timestamp(microseconds: number * day + 1))
            #expect(try Timestamp(moment.text) == moment)
        }
    }

    @Test func momentsBeyondTheCalendarAreNone() {
        #expect(Timestamp(microseconds: .max) == nil)
        #expect(Timestamp(microseconds: Timestamp.earliest.microseconds - 1) == nil)
    }
}
