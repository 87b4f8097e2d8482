public import Tokenizers

/// A table of token vectors; a text's vector is their sum, scaled to length 1.
///
/// Row r of the table is the vector of token r: 8-bit integers times the row's scale, which holds
/// the token's weight. The table is mapped from its file, not read.
public final class StaticModel: Embedder, Sendable {
    /// What the manifest says.
    public let manifest: ModelManifest

    /// Which model this is.
    public let identity: ModelIdentity

    /// Cuts texts into tokens.
    public let tokenizer: WordPieceTokenizer

    private let weights: MappedFile
    private let rows: Safetensors.Tensor
    private let scales: Safetensors.Tensor

    /// The number of values in a vector.
    public var dimensions: Int { manifest.dimensions }

    /// Takes a model's parts and checks that they fit together.
    ///
    /// - Throws: `ModelError` with code `weightsInvalid`, `tensorMissing`, `typeMismatch`,
    ///   `shapeMismatch` or `valueInvalid`.
    init(
        manifest: ModelManifest, weights: MappedFile, tokenizer: WordPieceTokenizer
    ) throws(ModelError) {
        let dimensions = manifest.dimensions
        guard dimensions.isMultiple(of: TokenPooling.width) else {
            throw ModelError(
                .manifestInvalid,
                "dimensions is \(dimensions), expected a multiple of \(TokenPooling.width)")
        }
        let tensors = try unsafe Safetensors(weights.bytes)
        let count = tokenizer.vocabularyCount
        rows = try tensors.tensor("embedding.rows", type: "I8", shape: [count, dimensions])
        scales = try tensors.tensor("embedding.scales", type: "F32", shape: [count])
        for row in 0..<count {
            let scale = unsafe weights.bytes.loadUnaligned(
                fromByteOffset: scales.range.lowerBound + 4 * row, as: Float.self)
            guard scale.isFinite, scale >= 0, scale < 1e15 else {
                throw ModelError(
                    .valueInvalid, "the scale of row \(row) is \(scale), expected 0 to 1e15")
            }
        }
        self.manifest = manifest
        self.tokenizer = tokenizer
        self.weights = weights
        identity = manifest.identity
    }

    /// Writes the vector of a text; allocates nothing and never waits.
    ///
    /// - Parameters:
    ///   - text: UTF-8; bytes that are not vanish. Tokens beyond `manifest.maxTokens` are cut off.
    ///   - vector: Room for `dimensions` values; undefined when the outcome is `empty`.
    /// - Returns: How many tokens were summed up, or that there was none.
    public func embed(
        _ text: UnsafeBufferPointer<UInt8>, into vector: UnsafeMutableBufferPointer<Float>
    ) -> EmbeddingOutcome {
        precondition(vector.count == dimensions, "the vector needs room for all dimensions")
        return unsafe withUnsafeTemporaryAllocation(
            of: UInt32.self, capacity: manifest.maxTokens
        ) { ids in
            let count = unsafe tokenizer.encode(text, into: ids, keepingUnknown: false)
            let tokens = unsafe UnsafeBufferPointer(rebasing: ids[..<count])
            return unsafe pool(tokens, into: vector) ? .embedded(tokens: count) : .empty
        }
    }

    /// Writes the vector of token ids, which must be below the tokenizer's `vocabularyCount`.
    ///
    /// - Returns: Whether there is a vector: not when there are no tokens or all their rows are 0.
    func pool(
        _ tokens: UnsafeBufferPointer<UInt32>, into vector: UnsafeMutableBufferPointer<Float>
    ) -> Bool {
        guard let base = unsafe weights.bytes.baseAddress, let output = vector.baseAddress
        else { return false }
        return unsafe TokenPooling(
            rows: base + rows.range.lowerBound, scales: base + scales.range.lowerBound,
            dimensions: vector.count
        ).sum(tokens, into: output)
    }
}
