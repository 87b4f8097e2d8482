/// Reads dates and times from UTF-8 text (RFC 3339, and what Pydantic takes beyond it).
@safe struct TimestampParser {
    private let utf8: UnsafeBufferPointer<UInt8>
    private let count: Int
    /// Why the text does not begin with a date, or is longer than one.
    private(set) var dateProblem = "unexpected extra characters at the end of the input"
    private var index = 0

    init(_ utf8: UnsafeBufferPointer<UInt8>) {
        unsafe self.utf8 = utf8
        count = utf8.count
    }

    /// The moment; `.some(nil)` when it is in the year 0; nil when the text is no date and time.
    mutating func dateAndTime() -> Timestamp?? {
        guard let date = date(), isOne(of: "Tt_ ", at: 10) else { return nil }
        index = 11
        guard let time = time(), let offset = offset(), index == count else { return nil }
        return moment(date, microseconds: time - offset * 1_000_000, isLocal: offset)
    }

    /// Midnight of a date that stands alone; `.some(nil)` when it is in the year 0.
    mutating func midnight() -> Timestamp?? {
        guard let date = date(), count == 10 else { return nil }
        return moment(date, microseconds: 0, isLocal: 0)
    }

    private func moment(
        _ date: CivilDate, microseconds: Int, isLocal offset: Int
    ) -> Timestamp?? {
        guard date.year > 0 else { return .some(nil) }
        let moment = Timestamp(
            unchecked: Int64(date.daysSince1970 * 86_400_000_000 + microseconds))
        // An offset can lead out of the years 1 to 9999, which Python notices only when it converts.
        return min(max(moment, .earliest), .latest)
    }

    private mutating func date() -> CivilDate? {
        guard count >= 10 else { return fail("input is too short") }
        guard let year = digits(4, at: 0) else { return fail("invalid character in year") }
        guard isOne(of: "-", at: 4) else { return fail("invalid date separator, expected `-`") }
        guard let month = digits(2, at: 5) else { return fail("invalid character in month") }
        guard isOne(of: "-", at: 7) else { return fail("invalid date separator, expected `-`") }
        guard let day = digits(2, at: 8) else { return fail("invalid character in day") }
        guard (1...12).contains(month) else {
            return fail("month value is outside expected range of 1-12")
        }
        guard day >= 1, day <= CivilDate.days(inMonth: month, of: year) else {
            return fail("day value is outside expected range")
        }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Microseconds of the day.
    private mutating func time() -> Int? {
        guard let hour = digits(2, at: index), hour < 24, isOne(of: ":", at: index + 2),
            let minute = digits(2, at: index + 3), minute < 60
        else { return nil }
        index += 5
        var microseconds = (hour * 60 + minute) * 60_000_000
        guard isOne(of: ":", at: index) else { return microseconds }
        guard let second = digits(2, at: index + 1), second < 60 else { return nil }
        microseconds += second * 1_000_000
        index += 3
        guard isOne(of: ".,", at: index) else { return microseconds }
        index += 1
        let first = index
        var unit = 100_000
        while let digit = digits(1, at: index) {
            microseconds += digit * unit
            unit /= 10
            index += 1
        }
        return index > first ? microseconds : nil
    }

    /// Seconds east of UTC; 0 when no offset is there.
    private mutating func offset() -> Int? {
        guard index < count else { return 0 }
        if isOne(of: "Zz", at: index) {
            index += 1
            return 0
        }
        var sign = 1
        if isOne(of: "-", at: index) {
            sign = -1
        } else if index + 2 < count, unsafe utf8[index...].starts(with: "\u{2212}".utf8) {
            // A minus sign proper, as ISO 8601 prefers.
            (sign, index) = (-1, index + 2)
        } else if !isOne(of: "+", at: index) {
            return nil
        }
        guard let hours = digits(2, at: index + 1) else { return nil }
        index += isOne(of: ":", at: index + 3) ? 4 : 3
        guard let minutes = digits(2, at: index), minutes < 60, hours < 24 else { return nil }
        index += 2
        return sign * (hours * 60 + minutes) * 60
    }

    private mutating func fail(_ problem: String) -> CivilDate? {
        dateProblem = problem
        return nil
    }

    private func digits(_ length: Int, at start: Int) -> Int? {
        guard start + length <= count else { return nil }
        var value = 0
        for place in start..<(start + length) {
            let digit = unsafe utf8[place] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    private func isOne(of characters: StaticString, at place: Int) -> Bool {
        guard place < count else { return false }
        for choice in 0..<characters.utf8CodeUnitCount
        where unsafe characters.utf8Start[choice] == utf8[place] { return true }
        return false
    }
}
