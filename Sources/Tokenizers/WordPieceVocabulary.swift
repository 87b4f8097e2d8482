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
    static let prefix = Array("##".utf8)

    /// Makes a vocabulary; the index of a piece is its id.
    init(pieces: [String], unknown name: String) throws(TokenizerError) {
        guard pieces.count < 1 << 24 else {
            throw TokenizerError(.invalidVocabulary, "more than \(1 << 24) pieces")
        }
        var starts: [(bytes: [UInt8], id: UInt32)] = []
        var continuations: [(bytes: [UInt8], id: UInt32)] = []
        var longPieces: [[UInt8]: UInt32] = [:]
        var ascii = [UInt32](repeating: Self.missing, count: 128)
        var longest = 0
        for (index, piece) in pieces.enumerated() {
            let bytes = Array(piece.utf8)
            let id = UInt32(index)
            guard !bytes.isEmpty, !bytes.contains(0) else {
                throw TokenizerError(
                    .invalidVocabulary, "piece \(index) is empty or has U+0000: make the file again")
            }
            longest = max(longest, bytes.count)
            if bytes.count == 1, let byte = bytes.first, byte < 128 { ascii[Int(byte)] = id }
            let continues = bytes.count > 2 && bytes.starts(with: Self.prefix)
            if bytes.count > PieceTable.longestPiece {
                longPieces[bytes] = id
            } else if continues {
                continuations.append((Array(bytes[2...]), id))
            } else {
                starts.append((bytes, id))
            }
        }
        guard let unknown = pieces.firstIndex(of: name) else {
            throw TokenizerError(
                .invalidVocabulary, "the unknown piece \(name) is not in the vocabulary")
        }
        self.starts = PieceTable(starts)
        self.continuations = PieceTable(continuations)
        self.longPieces = longPieces
        self.longest = longest
        self.ascii = ascii
        self.unknown = UInt32(unknown)
        count = pieces.count
    }
}
