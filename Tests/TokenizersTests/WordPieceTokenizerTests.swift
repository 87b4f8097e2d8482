import Testing
import Tokenizers

@Suite("WordPiece tokenizer")
struct WordPieceTokenizerTests {
    static let pieces = [
        "[UNK]", "[MASK]", "un", "##aff", "##able", "a", "##a", "mask", "[", "]", "!", "東", "é",
        "\u{1100}", "##\u{1161}", "##\u{11A8}", "x", "##\u{302E}", "##\u{1D165}", "able", "s", "ß",
        "longest-looking piece", "averyverylongpieceofbytes", "##averyverylongpieceofbytes", "#",
    ]
    let tokenizer: WordPieceTokenizer

    init() throws {
        tokenizer = try WordPieceTokenizer(pieces: Self.pieces)
    }

    func pieces(of text: String) -> [String] {
        tokenizer.encode(text).map { Self.pieces[Int($0)] }
    }

    @Test("gives the ids of Hugging Face's tokenizers on every golden text")
    func golden() throws {
        let tokenizer = try GoldenTokens.tokenizer()
        let all = try GoldenTokens.all()
        #expect(all.count > 400)
        for golden in all where !golden.isSpecial {
            #expect(tokenizer.encode(golden.text) == golden.ids, "\(golden.text.debugDescription)")
        }
    }

    @Test(
        "cuts, cleans and spaces texts as BERT does",
        arguments: [
            ("unaffable", ["un", "##aff", "##able"]),
            ("UNAFFABLE\tmask", ["un", "##aff", "##able", "mask"]),
            ("un\u{AD}aff\u{200B}able", ["un", "##aff", "##able"]),
            ("mask\u{A0}mask\u{3000}a\u{2028}a\r\na", ["mask", "mask", "a", "a", "a"]),
            ("a東a", ["a", "東", "a"]),
            ("á Ä À̴", ["a", "a", "a"]),
            ("가 각", ["\u{1100}", "##\u{1161}", "\u{1100}", "##\u{1161}", "##\u{11A8}"]),
            ("a!a", ["a", "!", "a"]),
            ("###", ["#", "#", "#"]),
            ("[MASK]", ["[", "mask", "]"]),
            ("unknown", ["[UNK]"]),
            ("ẞ", ["ß"]),
            ("", []),
            ("\u{0}\u{FFFD} \u{E000}", []),
        ] as [(String, [String])])
    func rules(text: String, expected: [String]) {
        #expect(pieces(of: text) == expected)
    }

    @Test("puts marks that stay in the canonical order of their classes")
    func canonicalOrder() {
        // Classes 216 and 224: written the wrong way round, they are sorted.
        #expect(pieces(of: "x\u{302E}\u{1D165}") == ["x", "##\u{1D165}", "##\u{302E}"])
        #expect(pieces(of: "x\u{1D165}\u{302E}") == ["x", "##\u{1D165}", "##\u{302E}"])
        // A mark of class 0 vanishes, but nothing is sorted across it.
        #expect(pieces(of: "x\u{302E}\u{E31}\u{1D165}") == ["x", "##\u{302E}", "##\u{1D165}"])
    }

    @Test("takes words of up to 100 scalars", arguments: [99, 100, 101, 10_000])
    func longWords(length: Int) {
        let expected = length > 100 ? ["[UNK]"] : ["a"] + Array(repeating: "##a", count: length - 1)
        #expect(pieces(of: String(repeating: "a", count: length)) == expected)
    }

    @Test("finds pieces that are too long for a slot of the table")
    func longPieces() {
        let long = "averyverylongpieceofbytes"
        #expect(pieces(of: long + long + "a") == [long, "##" + long, "##a"])
        #expect(tokenizer.id(of: "##" + long) == 24)
    }

    @Test("finds each piece by its name, and only pieces")
    func identifiers() {
        for (index, piece) in Self.pieces.enumerated() {
            #expect(tokenizer.id(of: piece) == UInt32(index))
        }
        for piece in ["", "##", "##un", "##aff ", "zebra"] {
            #expect(tokenizer.id(of: piece) == nil)
        }
        #expect(tokenizer.vocabularyCount == Self.pieces.count)
        #expect(tokenizer.unknownID == 0)
    }

    @Test("stops at the limit and can leave the unknown piece out", arguments: 0...6)
    func limits(limit: Int) {
        let all: [UInt32] = [2, 3, 4, 0, 5]
        let text = "unaffable zebra a"
        #expect(tokenizer.encode(text, limit: limit) == Array(all.prefix(limit)))
        let known = all.filter { $0 != 0 }
        #expect(
            tokenizer.encode(text, keepingUnknown: false, limit: limit)
                == Array(known.prefix(limit)))
    }

    @Test("never reads or writes beyond its memory, whatever the bytes")
    func anyBytes() throws {
        var generator = SplitMix(state: 7)
        let tokenizer = try GoldenTokens.tokenizer()
        for length in 0..<600 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let repaired = String(decoding: bytes, as: UTF8.self)
            let room = unsafe [UInt32](unsafeUninitializedCapacity: 64) { ids, count in
                count = unsafe bytes.withUnsafeBufferPointer { bytes in
                    unsafe tokenizer.encode(bytes, into: ids, keepingUnknown: true)
                }
            }
            #expect(room == tokenizer.encode(repaired, limit: 64))
        }
    }
}

/// A small generator, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
