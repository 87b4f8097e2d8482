/// BERT's WordPiece tokenizer for lower-case vocabularies: text in, ids of pieces out.
///
/// Gives the ids of Hugging Face's `tokenizers` (`BertNormalizer`, `BertPreTokenizer`,
/// `WordPiece`) for every text, without `[CLS]` and `[SEP]`. Names of special pieces inside a text,
/// such as `[MASK]`, are plain text. Source: https://github.com/google-research/bert, README,
/// "Tokenization".
public final class WordPieceTokenizer: Sendable {
    let vocabulary: WordPieceVocabulary

    /// The number of pieces; ids are below it.
    public var vocabularyCount: Int { vocabulary.count }

    /// The id of the piece for words that cannot be cut into pieces.
    public var unknownID: UInt32 { vocabulary.unknown }

    /// Makes a tokenizer from pieces in the order of their ids.
    ///
    /// - Parameters:
    ///   - pieces: The pieces; those that continue a word begin with `##`.
    ///   - unknown: The piece for words that cannot be cut.
    /// - Throws: `TokenizerError` with code `invalidVocabulary`.
    public init(pieces: [String], unknown: String = "[UNK]") throws(TokenizerError) {
        vocabulary = try WordPieceVocabulary(pieces: pieces, unknown: unknown)
    }

    /// The id of a piece as it's written in the vocabulary, `##` included.
    public func id(of piece: String) -> UInt32? {
        var bytes = Array(piece.utf8)
        if bytes.count > PieceTable.longestPiece { return vocabulary.longPieces[bytes] }
        guard !bytes.isEmpty else { return nil }
        let continues = WordPieceVocabulary.continues(piece)
        if continues { bytes.removeFirst(WordPieceVocabulary.prefix.utf8.count) }
        let table = continues ? vocabulary.continuations : vocabulary.starts
        let count = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 24))
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return nil }
            return unsafe table.slots.withUnsafeBufferPointer { slots in
                unsafe PieceTable.id(of: PieceTable.key(at: start, count: count), in: slots)
            }
        }
    }

    /// Writes the ids of a text and gives their number.
    ///
    /// Takes time linear in the length of the text and allocates nothing. It ends early when there
    /// is no room for another id. Bytes that are not UTF-8 vanish, as U+FFFD does.
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - ids: Where the ids go.
    ///   - keepingUnknown: Whether words that cannot be cut give `unknownID` or nothing.
    /// - Returns: The number of ids written.
    public func encode(
        _ text: UnsafeBufferPointer<UInt8>, into ids: UnsafeMutableBufferPointer<UInt32>,
        keepingUnknown: Bool
    ) -> Int {
        guard !ids.isEmpty else { return 0 }
        return unsafe withUnsafeTemporaryAllocation(
            of: UInt8.self, capacity: WordPieceEncoder.wordCapacity
        ) { word in
            guard let word = word.baseAddress else { return 0 }
            return unsafe vocabulary.starts.slots.withUnsafeBufferPointer { starts in
                unsafe vocabulary.continuations.slots.withUnsafeBufferPointer { continuations in
                    var encoder = unsafe WordPieceEncoder(
                        starts: starts, continuations: continuations, vocabulary: vocabulary,
                        rules: .shared, keepsUnknown: keepingUnknown, word: word, ids: ids)
                    unsafe WordPieceEncoder.asciiClasses.withUnsafeBufferPointer { classes in
                        unsafe encoder.encode(text, classes: classes)
                    }
                    return encoder.count
                }
            }
        }
    }

    /// The ids of a text, at most `limit` of them.
    public func encode(
        _ text: String, keepingUnknown: Bool = true, limit: Int = 512
    ) -> [UInt32] {
        var text = text
        return unsafe [UInt32](unsafeUninitializedCapacity: limit) { ids, count in
            count = text.withUTF8 { bytes in
                unsafe encode(bytes, into: ids, keepingUnknown: keepingUnknown)
            }
        }
    }
}
