import Foundation
import Testing
import Tokenizers

/// A text and the ids that Hugging Face's `tokenizers` gives it.
struct GoldenTokens {
    var text = ""
    var ids: [UInt32] = []

    /// The reference took a name of a special piece in the text for that piece; we don't.
    var isSpecial = false

    static func all() throws -> [GoldenTokens] {
        let file = try #require(
            Bundle.module.url(
                forResource: "Fixtures/tokenizer_golden", withExtension: "jsonl"))
        return try [UInt8](Data(contentsOf: file)).split(separator: 0x0A).map { line in
            var golden = GoldenTokens()
            var scanner = JSONScanner(Array(line))
            try scanner.object { (key, scanner) throws(JSONError) in
                switch key {
                case "text": golden.text = try scanner.string()
                case "ids":
                    try scanner.array { (item) throws(JSONError) in
                        golden.ids.append(UInt32(try item.integer()))
                    }
                case "special": golden.isSpecial = try scanner.optionalBool() ?? false
                default: try scanner.skip()
                }
            }
            return golden
        }
    }

    /// The tokenizer of the model that the product ships.
    static func tokenizer() throws -> WordPieceTokenizer {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "models/static-minilm-256/tokenizer.json")
        return try WordPieceTokenizer(json: [UInt8](Data(contentsOf: file)))
    }
}
