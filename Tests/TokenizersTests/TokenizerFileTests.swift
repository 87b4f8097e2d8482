import Testing
import Tokenizers

@Suite("tokenizer.json")
struct TokenizerFileTests {
    static let good = """
        {"version": "1.0", "truncation": {"max_length": 128}, "padding": null, "added_tokens": [],
         "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                        "strip_accents": null, "lowercase": true},
         "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": {"type": "X", "a": [1, {}]},
         "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                   "max_input_chars_per_word": 100, "vocab": {"[UNK]": 0, "a": 2, "##\\u00e9\\n": 1}}}
        """

    @Test("is read with its vocabulary in the order of the ids")
    func reading() throws {
        let tokenizer = try WordPieceTokenizer(json: Array(Self.good.utf8))
        #expect(tokenizer.vocabularyCount == 3)
        #expect(tokenizer.id(of: "##é\n") == 1)
        #expect(tokenizer.encode("A") == [2])
    }

    @Test(
        "is refused, with a code and the field's name, if it asks for anything else",
        arguments: [
            ("WordPiece", "BPE", .unsupported, "model.type"),
            ("\"##\"", "\"@@\"", .unsupported, "model.continuing_subword_prefix"),
            ("_word\": 100", "_word\": 50", .unsupported, "model.max_input_chars_per_word"),
            ("\"lowercase\": true", "\"lowercase\": false", .unsupported, "normalizer.lowercase"),
            ("\"lowercase\": true", "\"x\": true", .missingField, "normalizer.lowercase"),
            ("_accents\": null", "_accents\": false", .unsupported, "normalizer.strip_accents"),
            ("BertPreTokenizer", "Whitespace", .unsupported, "pre_tokenizer.type"),
            ("unk_token", "unk", .missingField, "model.unk_token"),
            ("\"[UNK]\": 0", "\"b\": 0", .invalidVocabulary, "unknown"),
            ("\"a\": 2", "\"a\": 1", .invalidVocabulary, "id 1"),
            ("\"a\": 2", "\"a\": 3", .invalidVocabulary, "id 3"),
            ("\"a\": 2", "\"a\": -1", .invalidVocabulary, "id -1"),
            ("\"a\": 2", "\"\": 2", .invalidVocabulary, "empty"),
            ("\"a\": 2", "\"a\": 2.5", .invalidJSON, "integer"),
            ("\"vocab\": {", "\"vocab\": [", .invalidJSON, "']'"),
        ] as [(String, String, TokenizerError.Code, String)])
    func refusals(part: String, other: String, code: TokenizerError.Code, named: String) {
        let json = Self.good.replacing(part, with: other)
        #expect(json != Self.good)
        let error = #expect(throws: TokenizerError.self) {
            try WordPieceTokenizer(json: Array(json.utf8))
        }
        #expect(error?.code == code)
        #expect(error?.message.contains(named) == true, "\(String(describing: error))")
    }

    @Test("is refused when it ends early, wherever that is")
    func truncation() {
        let bytes = Array(Self.good.utf8)
        for length in 0..<bytes.count {
            let error = #expect(throws: TokenizerError.self) {
                try WordPieceTokenizer(json: Array(bytes[..<length]))
            }
            #expect(error?.code == .invalidJSON)
        }
    }

    @Test(
        "is refused when it is not JSON",
        arguments: [
            "nul", "{\"a\": 01x}", "{} {}", "{\"a\": \"\\ud800\"}", "{\"a\": \"\\u12\"}",
            "{\"a\": \"\\q\"}", "{\"a\": \"\u{1}\"}", "{,}", "[1 2]",
            String(repeating: "{\"a\":", count: 100_000),
            "{\"a\":" + String(repeating: "[", count: 100_000),
        ])
    func notJSON(text: String) {
        let error = #expect(throws: TokenizerError.self) {
            try WordPieceTokenizer(json: Array(text.utf8))
        }
        #expect(error?.code == .invalidJSON)
    }
}
