/// Numbers for words, so that a column holds four bytes a row and a filter compares integers.
///
/// 0 stands for "none". Words are kept without regard to case.
struct Terms: Sendable {
    static let none: UInt32 = 0
    /// A number that no row has.
    static let unknown = UInt32.max

    private var numbers: [String: UInt32] = [:]

    /// The number of a word, a new one for a new word.
    mutating func intern(_ word: String?) -> UInt32 {
        guard let word else { return Self.none }
        if let number = numbers[word] { return number }
        let lowered = word.lowercased()
        let number = numbers[lowered] ?? UInt32(numbers.count + 1)
        numbers[lowered] = number
        return number
    }

    /// The number of a word, ``unknown`` when no row has it.
    func number(of word: String) -> UInt32 {
        numbers[word.lowercased()] ?? Self.unknown
    }
}
