/// A set of rows as one bit each, by which a search is told the rows it may return.
///
/// Rows past the last word are not in the set. Combining two bitmaps costs one operation for
/// 64 rows.
public struct RowBitmap: Sendable, Equatable {
    /// The bits, row 0 the lowest bit of the first word.
    public private(set) var words: [UInt64]

    /// Makes an empty set that holds `rows` rows without growing.
    public init(rows: Int = 0) {
        words = Array(repeating: 0, count: (max(0, rows) + 63) / 64)
    }

    /// Takes over words laid out as ``words`` tells.
    public init(words: [UInt64]) {
        self.words = words
    }

    /// The number of rows in the set; O(words).
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether the row is in the set.
    public func contains(_ row: UInt32) -> Bool {
        word(Int(row) / 64) & bit(row) != 0
    }

    /// Puts the row in, growing as needed.
    public mutating func insert(_ row: UInt32) {
        let index = Int(row) / 64
        if index >= words.count {
            words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
        }
        words[index] |= bit(row)
    }

    /// Takes the row out, if it is in.
    public mutating func remove(_ row: UInt32) {
        let index = Int(row) / 64
        guard index < words.count else { return }
        words[index] &= ~bit(row)
    }

    /// Keeps the rows that are in both sets.
    public mutating func formIntersection(_ other: RowBitmap) {
        for index in words.indices { words[index] &= other.word(index) }
    }

    /// Adds the rows of the other set.
    public mutating func formUnion(_ other: RowBitmap) {
        if other.words.count > words.count {
            words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
        }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    /// Takes out the rows of the other set.
    public mutating func subtract(_ other: RowBitmap) {
        for index in words.indices { words[index] &= ~other.word(index) }
    }

    /// Whether both sets hold the same rows, however many words they have.
    public static func == (left: RowBitmap, right: RowBitmap) -> Bool {
        (0..<max(left.words.count, right.words.count)).allSatisfy {
            left.word($0) == right.word($0)
        }
    }

    /// How many runs of 16 rows, from row 0 on, have a row in the set.
    var sixteens: Int {
        let low: UInt64 = 0x7FFF_7FFF_7FFF_7FFF
        return words.reduce(0) { $0 + ((($1 & low) &+ low | $1) & ~low).nonzeroBitCount }
    }

    /// Takes out all rows from `rows` on.
    mutating func truncate(toRows rows: Int) {
        let kept = (rows + 63) / 64
        if words.count > kept { words.removeLast(words.count - kept) }
        if rows % 64 != 0, words.count == kept { words[kept - 1] &= 1 << UInt64(rows % 64) - 1 }
    }

    mutating func withUnsafeWords(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Void) {
        unsafe words.withUnsafeMutableBufferPointer { unsafe body($0) }
    }

    /// Puts another word of 64 rows in place of one that is there.
    @usableFromInline mutating func replaceWord(_ index: Int, _ word: UInt64) {
        words[index] = word
    }

    /// The word at `index`, empty past the end.
    func word(_ index: Int) -> UInt64 { index < words.count ? words[index] : 0 }

    private func bit(_ row: UInt32) -> UInt64 { 1 << UInt64(row % 64) }
}
