/// A whole name, split into what goes before and after.
struct PersonName: Equatable {
    let first: String
    let last: String?

    /// Splits `Jo Example` and `Example, Jo`.
    ///
    /// Of more than two words the first is the first name: `Jo van der Berg`. Where that is wrong
    /// for somebody, both parts together still are the name that was given.
    init?(full: String) {
        let commas = full.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        if commas.count == 2, !commas[0].isEmpty, !commas[1].isEmpty {
            (first, last) = (commas[1], commas[0])
            return
        }
        let words = full.split(whereSeparator: \.isWhitespace)
        guard let head = words.first else { return nil }
        first = String(head)
        last = words.count > 1 ? words.dropFirst().joined(separator: " ") : nil
    }
}
