/// Reads how many people a company employs, as spreadsheets write it.
enum EmployeeCount {
    /// What a text says.
    enum Reading: Equatable {
        case exact(Int)
        /// A range such as `11-50`, `500+` or `<10`: no number is known.
        case range
        case unreadable
    }

    /// Reads `1200`, `1,200`, `1 200`, `1'200`, `1200.0`.
    ///
    /// `1.200` is not read: it is 1,200 in some places and 1.2 in others.
    static func read(_ text: String) -> Reading {
        let compact = text.trimmed
        if let exact = exact(compact) { return .exact(exact) }
        return isRange(compact) ? .range : .unreadable
    }

    private static func exact(_ text: String) -> Int? {
        var digits = Substring(text)
        if digits.hasSuffix(".0") { digits = digits.dropLast(2) }
        if isDigits(digits) { return Int(digits) }
        for separator in [",", " ", "'", "\u{A0}", "\u{202F}", "\u{2019}"] as [Character] {
            let groups = digits.split(separator: separator, omittingEmptySubsequences: false)
            guard groups.count > 1, groups.allSatisfy(isDigits) else { continue }
            guard groups[0].count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
                continue
            }
            return Int(groups.joined())
        }
        return nil
    }

    private static func isRange(_ text: String) -> Bool {
        if let last = text.last, last == "+" { return exact(text.dropLast().trimmed) != nil }
        if let first = text.first, "<>≤≥~".contains(first) {
            return exact(text.dropFirst().trimmed) != nil
        }
        for separator in ["-", "–", "—", " to ", ".."] {
            let parts = text.split(separator: separator)
            if parts.count == 2, parts.allSatisfy({ exact($0.trimmed) != nil }) { return true }
        }
        return false
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.count <= 15 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
