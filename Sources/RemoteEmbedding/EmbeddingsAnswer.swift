internal import Embedding
internal import Tokenizers

/// The body of an answer of `/v1/embeddings`
/// (https://platform.openai.com/docs/api-reference/embeddings).
struct EmbeddingsAnswer: Sendable {
    /// The vectors, each of length 1, in the order of the request.
    let vectors: [[Float]]

    /// The tokens that the service counted; 0 if it doesn't say.
    let tokens: Int

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - json: The body.
    ///   - count: The texts that were sent.
    ///   - dimensions: The values that each vector must have.
    /// - Throws: `ModelError` with code `answerInvalid`.
    init(json: [UInt8], count: Int, dimensions: Int) throws(ModelError) {
        var vectors = [[Float]?](repeating: nil, count: count)
        var tokens = 0
        do {
            var scanner = JSONScanner(json)
            try scanner.object { (key, scanner) throws(JSONError) in
                switch key {
                case "data":
                    var next = 0
                    try scanner.array { (scanner) throws(JSONError) in
                        let entry = try Self.entry(&scanner)
                        let index = entry.index ?? next
                        next += 1
                        if vectors.indices.contains(index) { vectors[index] = entry.vector }
                    }
                case "usage":
                    try scanner.object { (key, scanner) throws(JSONError) in
                        guard key == "total_tokens" else { return try scanner.skip() }
                        tokens = try scanner.integer()
                    }
                default: try scanner.skip()
                }
            }
            try scanner.finish()
        } catch {
            throw ModelError(.answerInvalid, "the service's answer: \(error.message)")
        }
        var complete: [[Float]] = []
        for vector in vectors {
            guard let vector, vector.count == dimensions else {
                throw ModelError(
                    .answerInvalid,
                    "the service answered with \(vector?.count ?? 0) dimensions, "
                        + "expected \(dimensions) for each of \(count) texts")
            }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0, length.isFinite else {
                throw ModelError(.answerInvalid, "the service answered with a vector of no length")
            }
            complete.append(vector.map { $0 / length })
        }
        self.vectors = complete
        self.tokens = tokens
    }

    private static func entry(
        _ scanner: inout JSONScanner
    ) throws(JSONError) -> (index: Int?, vector: [Float]) {
        var index: Int?
        var vector: [Float] = []
        try scanner.object { (key, scanner) throws(JSONError) in
            switch key {
            case "index": index = try scanner.integer()
            case "embedding":
                try scanner.array { (scanner) throws(JSONError) in
                    vector.append(Float(try scanner.double()))
                }
            default: try scanner.skip()
            }
        }
        return (index, vector)
    }
}
