/// The pieces of a WordPiece model: those that begin a word, and those that continue one (`##`).
struct WordPieceVocabulary: Sendable {
    /// Pieces that begin a word.
    let starts: PieceTable

    /// Pieces that continue a word, without their `##`.
    let continuations: PieceTable

    /// Pieces too long for the tables, by their whole text; nearly always none.
    let longPieces: [[UInt8]: UInt32]

    /// The length in bytes of the longest piece, `##` counted.
    let longest: Int

    /// The ids of pieces of a single ASCII character; `missing` where there is none.
    let ascii: [UInt32]

    /// The number of pieces.
    let count: Int

    /// The id of the unknown piece.
    let unknown: UInt32

    /// What stands in `ascii` for a character that is no piece.
    static let missing = UInt32.max
    static let prefix = "##"

    /// Makes a vocabulary; the index of a piece is its id.
    init(pieces: [String], unknown name: String) throws(TokenizerError) {
        guard let unknown = pieces.firstIndex(of: name), pieces.count < 1 << 24 else {
            throw TokenizerError(
                .invalidVocabulary,
                "there must be less than \(1 << 24) pieces, and the unknown piece among them")
        }
        let continuing = pieces.count(where: Self.continues)
        var starts = PieceTable(count: pieces.count - continuing)
        var continuations = PieceTable(count: continuing)
        var longPieces: [[UInt8]: UInt32] = [:]
        var ascii = [UInt32](repeating: Self.missing, count: 128)
        var longest = 0
        for (index, piece) in pieces.enumerated() {
            let id = UInt32(index)
            guard !piece.isEmpty, !piece.utf8.contains(0) else {
                throw TokenizerError(
                    .invalidVocabulary, "piece \(id) is empty or has U+0000: make the file again")
            }
            let length = piece.utf8.count
            longest = max(longest, length)
            if length == 1, let byte = piece.utf8.first { ascii[Int(byte)] = id }
            if length > PieceTable.longestPiece {
                longPieces[Array(piece.utf8)] = id
            } else if Self.continues(piece) {
                continuations.insert(piece.utf8.dropFirst(Self.prefix.utf8.count), id: id)
            } else {
                starts.insert(piece[...].utf8, id: id)
            }
        }
        self.starts = starts
        self.continuations = continuations
        self.longPieces = longPieces
        self.longest = longest
        self.ascii = ascii
        self.unknown = UInt32(unknown)
        count = pieces.count
    }

    /// Whether a piece continues a word.
    static func continues(_ piece: String) -> Bool {
        piece.utf8.count > prefix.utf8.count && piece.utf8.starts(with: prefix.utf8)
    }
}
