/// Writes numbers for people.
public enum Quantity {
    /// A count with thousands apart: `1,234,567`.
    ///
    /// - Parameter count: any number.
    /// - Returns: its digits in groups of three.
    public static func count(_ count: Int) -> String {
        let digits = Array(String(count.magnitude))
        var output = count < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { output.append(",") }
            output.append(digit)
        }
        return output
    }

    /// A size in binary units with three figures: `512 B`, `1.50 KiB`, `12.3 MiB`.
    ///
    /// - Parameter bytes: the size.
    /// - Returns: the size with its unit.
    public static func bytes(_ bytes: Int64) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
        var size = Double(bytes.magnitude)
        var unit = 0
        // 999.5 would be rounded to four figures.
        while size >= 999.5, unit < units.count - 1 {
            size /= 1024
            unit += 1
        }
        let sign = bytes < 0 ? "-" : ""
        return sign + (unit == 0 ? "\(Int(size))" : figures(size)) + " \(units[unit])"
    }

    /// A time with two units at most: `850 ms`, `4.2 s`, `3 min 05 s`, `2 h 10 min`.
    ///
    /// - Parameter duration: any length; below zero counts as zero.
    /// - Returns: the time in words.
    public static func duration(_ duration: Duration) -> String {
        let parts = duration.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
        guard seconds > 0 else { return "0 ms" }
        if seconds < 0.9995 { return "\(Int((seconds * 1_000).rounded())) ms" }
        if seconds < 9.95 { return "\(decimal(seconds, places: 1)) s" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3_600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
        return "\(count(whole / 3_600)) h \(padded(whole / 60 % 60)) min"
    }

    /// A rate: `1,234/s`, below ten with a decimal: `4.2/s`.
    ///
    /// - Parameter perSecond: the rate; no number or below zero counts as zero.
    /// - Returns: the rate in words.
    public static func rate(_ perSecond: Double) -> String {
        guard perSecond.isFinite, perSecond > 0 else { return "0/s" }
        if perSecond < 9.95 { return "\(decimal(perSecond, places: 1))/s" }
        return "\(count(Int(min(perSecond, 1e15).rounded())))/s"
    }

    private static func figures(_ number: Double) -> String {
        if number >= 99.95 { return "\(Int(number.rounded()))" }
        return decimal(number, places: number >= 9.995 ? 1 : 2)
    }

    private static func decimal(_ number: Double, places: Int) -> String {
        let scale = places == 1 ? 10 : 100
        let scaled = Int((number * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        let zeros = String(repeating: "0", count: places - fraction.count)
        return "\(scaled / scale).\(zeros)\(fraction)"
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
