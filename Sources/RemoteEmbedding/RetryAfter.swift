/// The value of a `Retry-After` header (RFC 9110, 10.2.3): seconds, or a moment.
enum RetryAfter {
    /// Reads the header.
    ///
    /// - Parameters:
    ///   - value: The header's value.
    ///   - date: The answer's `Date` header: a moment is taken by the service's own clock.
    /// - Returns: The seconds to wait, 0 or more; nil when the header can't be understood.
    static func seconds(_ value: String, date: String?) -> Double? {
        if let seconds = Double(value) { return seconds.isFinite && seconds >= 0 ? seconds : nil }
        guard let moment = moment(value), let now = date.flatMap({ self.moment($0) }) else {
            return nil
        }
        return max(0, moment - now)
    }

    /// An IMF-fixdate such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7) in seconds since
    /// 1970.
    private static func moment(_ text: String) -> Double? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]),
            let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
            (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]),
            (0...60).contains(time[2])
        else { return nil }
        let days = daysSince1970(year, month + 1, day)
        return Double(days * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2])
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The days of the Gregorian calendar, counted in years that begin with March.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let years = month > 2 ? year : year - 1
        let months = (month + 9) % 12
        return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day
            - 719_469
    }
}
