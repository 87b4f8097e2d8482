/// The state of one encoding: the word being gathered and the ids found so far.
///
/// It lives on the stack of one call, over memory that the call lends it.
@safe struct WordPieceEncoder: ~Copyable {
    /// Words of more scalars than this become the unknown piece.
    static let longestWord = 100

    /// The room a word needs: 100 scalars of 4 bytes, and 24 bytes that a key may read beyond.
    static let wordCapacity = 4 * longestWord + 24

    let starts: UnsafeBufferPointer<PieceTable.Key>
    let continuations: UnsafeBufferPointer<PieceTable.Key>
    let vocabulary: WordPieceVocabulary
    let rules: UnicodeRules
    let keepsUnknown: Bool

    /// The normalised UTF-8 of the word so far.
    let word: UnsafeMutablePointer<UInt8>
    var wordLength = 0

    /// The scalars of the word, also those beyond the limit, which are not stored.
    var wordScalars = 0

    /// Where the word's trailing run of ordered marks begins.
    var runStart = 0

    let ids: UnsafeMutableBufferPointer<UInt32>
    var count = 0

    /// Whether there is no room for another id.
    var isFull: Bool { unsafe count == ids.count }

    /// Ends the word, if there is one, and appends the ids of its pieces.
    @inline(__always)
    mutating func endWord() {
        guard wordScalars > 0 else { return }
        if wordLength <= PieceTable.longestPiece, wordScalars <= Self.longestWord,
            let id = unsafe PieceTable.id(
                of: PieceTable.key(at: word, count: wordLength), in: starts)
        {
            append(id)
        } else {
            endRareWord()
        }
        wordLength = 0
        wordScalars = 0
        runStart = 0
    }

    @inline(__always)
    mutating func append(_ id: UInt32) {
        guard unsafe count < ids.count, keepsUnknown || id != vocabulary.unknown else { return }
        unsafe ids[count] = id
        count += 1
    }

    /// Cuts a word that is no piece into the longest pieces from the left.
    @inline(never)
    private mutating func endRareWord() {
        guard wordScalars <= Self.longestWord else { return append(vocabulary.unknown) }
        unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.longestWord) { found in
            var start = 0
            var pieces = 0
            while start < wordLength {
                guard let (id, length) = longestPiece(from: start) else {
                    return append(vocabulary.unknown)
                }
                unsafe found[pieces] = id
                pieces += 1
                start += length
            }
            for piece in 0..<pieces { append(unsafe found[piece]) }
        }
    }

    private func longestPiece(from start: Int) -> (id: UInt32, length: Int)? {
        if vocabulary.longest > PieceTable.longestPiece, let long = longPiece(from: start) {
            return long
        }
        let table = unsafe start == 0 ? starts : continuations
        let longest = start == 0 ? vocabulary.starts.longest : vocabulary.continuations.longest
        var length = min(wordLength - start, longest)
        while length > 0 {
            let key = unsafe PieceTable.key(at: word + start, count: length)
            if let id = unsafe PieceTable.id(of: key, in: table) { return (id, length) }
            length -= 1
        }
        return nil
    }

    /// The longest piece among those that the tables cannot hold.
    private func longPiece(from start: Int) -> (id: UInt32, length: Int)? {
        let prefix: [UInt8] = start == 0 ? [] : Array(WordPieceVocabulary.prefix.utf8)
        var length = min(wordLength - start, vocabulary.longest - prefix.count)
        while prefix.count + length > PieceTable.longestPiece {
            let bytes = unsafe UnsafeBufferPointer(start: word + start, count: length)
            if let id = unsafe vocabulary.longPieces[prefix + bytes] { return (id, length) }
            length -= 1
        }
        return nil
    }
}
