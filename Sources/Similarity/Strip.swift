/// The part of an index that is scored before the scores are looked at: 512 rows, of one chunk.
///
/// 512 scores stay in the first cache, and chunks are whole strips.
@safe struct Strip: ~Copyable {
    static let rows = 512
    private static let words = rows / 64

    /// The first row of the strip.
    private(set) var firstRow = 0
    /// Rows of the strip, a multiple of 64; those past the end of the index are not eligible.
    private(set) var rowCount = 0
    /// The rows that hold a vector and pass the filter, one bit each.
    let eligible: UnsafeMutablePointer<UInt64>
    /// How many they are.
    private(set) var eligibleCount = 0

    init() {
        unsafe eligible = .allocate(capacity: Self.words)
        unsafe eligible.initialize(repeating: 0, count: Self.words)
    }

    deinit { unsafe eligible.deallocate() }

    /// Moves to the next strip with an eligible row; false when there is none.
    mutating func advance(through rows: borrowing RowBitmap, filter: borrowing RowBitmap?) -> Bool {
        repeat {
            let firstWord = (firstRow + rowCount) / 64
            let words = min(Self.words, rows.words.count - firstWord)
            guard words > 0 else { return false }
            firstRow = 64 * firstWord
            rowCount = 64 * words
            eligibleCount = 0
            for word in 0..<words {
                let bits = Self.bits(rows.word(firstWord + word), filter, firstWord + word)
                unsafe eligible[word] = bits
                eligibleCount += bits.nonzeroBitCount
            }
        } while eligibleCount == 0
        return true
    }

    /// The bits of `count` rows from `row` of the strip; `row` is a multiple of `count`.
    func bits(at row: Int, count: Int) -> UInt64 {
        unsafe (eligible[row / 64] >> UInt64(row % 64)) & (UInt64.max >> UInt64(64 - count))
    }

    /// One bit for each block of `size` rows that holds an eligible row; at most 64 blocks.
    func blocksWithRows(of size: Int) -> UInt64 {
        var blocks: UInt64 = 0
        for block in 0..<rowCount / size where bits(at: block * size, count: size) != 0 {
            blocks |= 1 << UInt64(block)
        }
        return blocks
    }

    private static func bits(_ live: UInt64, _ filter: borrowing RowBitmap?, _ word: Int) -> UInt64
    {
        switch filter {
        case .none: live
        case .some(let filter): live & filter.word(word)
        }
    }
}
