import Embedding
import Schema

/// A line of `leadline embed`.
struct EmbeddedText: Contracted {
    var text: String
    var tokens: Int
    var vector: [Float]?

    static let contract = Contract<Self>(
        "EmbeddedText", Self.init,
        Field("text", \.text), Field("tokens", \.tokens), Field("vector", \.vector))

    init(text: String, tokens: Int, vector: [Float]?) {
        self.text = text
        self.tokens = tokens
        self.vector = vector
    }

    init(text: String, embedding: TextEmbedding) {
        switch embedding {
        case .vector(let vector, let tokens):
            self.init(text: text, tokens: tokens, vector: vector)
        case .none:
            self.init(text: text, tokens: 0, vector: nil)
        }
    }

    /// The value as a line of JSON.
    var line: [UInt8] { Self.contract.encode(self) + [UInt8(ascii: "\n")] }
}
