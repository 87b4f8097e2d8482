/// The text of a progress bar, without I/O or clock.
///
/// `importing  [########------------]  40 %  40,000/100,000  12,000/s  5.0 s left`
public struct ProgressBar: Sendable {
    /// What is going on.
    public var title: String
    /// The number of steps, nil when it isn't known.
    public var total: Int?
    /// The steps done.
    public var done = 0

    /// Makes the bar of a piece of work.
    ///
    /// - Parameters:
    ///   - title: what is going on.
    ///   - total: the number of steps, nil when it isn't known.
    public init(_ title: String, total: Int?) {
        self.title = title
        self.total = total
    }

    /// The bar as one line.
    ///
    /// - Parameters:
    ///   - elapsed: the time since the start.
    ///   - width: the columns of the terminal; the bar shrinks, then parts at the end are left out.
    /// - Returns: at most `width` columns, without a line end.
    public func line(elapsed: Duration, width: Int) -> String {
        let seconds =
            Double(elapsed.components.seconds)
            + Double(elapsed.components.attoseconds) * 1e-18
        let rate = seconds > 0 ? Double(done) / seconds : 0
        var parts = [title]
        if let total, total > 0 {
            let share = min(1, max(0, Double(done) / Double(total)))
            let tail = [
                "\(Int(share * 100)) %", "\(Quantity.count(done))/\(Quantity.count(total))",
                Quantity.rate(rate), remaining(total: total, rate: rate),
            ].compactMap(\.self)
            let used = ([title] + tail).reduce(0) { $0 + TextWidth.of($1) + 2 }
            let bar = min(30, width - used - 2)
            if bar >= 5 { parts.append(Self.bar(share, width: bar)) }
            parts += tail
        } else {
            parts += [Quantity.count(done), Quantity.rate(rate), Quantity.duration(elapsed)]
        }
        return TextWidth.fitted(parts.joined(separator: "  "), to: width)
    }

    private func remaining(total: Int, rate: Double) -> String? {
        guard rate > 0, done < total else { return nil }
        let seconds = min(Double(total - done) / rate, 1e9)
        return "\(Quantity.duration(.seconds(seconds))) left"
    }

    private static func bar(_ share: Double, width: Int) -> String {
        let filled = Int(share * Double(width))
        let rest = width - filled
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: rest)
            + "]"
    }
}
