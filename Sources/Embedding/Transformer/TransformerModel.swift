internal import Similarity
public import Tokenizers

/// A BERT encoder whose token states are averaged: all-MiniLM-L6-v2 and its kin.
///
/// Runs on one thread for each call, never on the caller's executor. Texts are cut at `manifest.maxTokens`, `[CLS]` and `[SEP]` included.
public final class TransformerModel: Embedder, Sendable {
    /// What the manifest says.
    public let manifest: ModelManifest

    /// Which model this is.
    public let identity: ModelIdentity

    /// Cuts texts into tokens.
    public let tokenizer: WordPieceTokenizer

    private let configuration: TransformerConfiguration
    private let weights: TransformerWeights
    private let kernels: ModelKernels
    private let first: UInt32
    private let last: UInt32

    /// The tokens of a pass; more would no longer fit the second cache.
    private static let tokensOfPass = 192

    /// Takes a model's parts and checks that they fit together.
    ///
    /// - Throws: `ModelError`.
    init(
        manifest: ModelManifest, configuration: TransformerConfiguration, file: MappedFile,
        tokenizer: WordPieceTokenizer, instructionSet: InstructionSet
    ) throws(ModelError) {
        guard configuration.hiddenSize == manifest.dimensions,
            configuration.vocabularyCount == tokenizer.vocabularyCount,
            (3...configuration.positionCount).contains(manifest.maxTokens)
        else {
            throw ModelError(
                .shapeMismatch,
                "manifest and tokenizer ask for \(manifest.dimensions) dimensions, "
                    + "\(manifest.maxTokens) tokens and \(tokenizer.vocabularyCount) pieces; "
                    + "config.json has \(configuration.hiddenSize), "
                    + "\(configuration.positionCount) and \(configuration.vocabularyCount)")
        }
        guard let first = tokenizer.id(of: "[CLS]"), let last = tokenizer.id(of: "[SEP]") else {
            throw ModelError(.tokenizerInvalid, "the vocabulary has no [CLS] or no [SEP]")
        }
        kernels = .of(instructionSet)
        weights = try TransformerWeights(
            file: file, configuration: configuration, precision: manifest.precision,
            kernels: kernels)
        self.first = first
        self.last = last
        self.manifest = manifest
        self.configuration = configuration
        self.tokenizer = tokenizer
        identity = manifest.identity
    }

    /// Embeds texts, as many at a time as make one pass.
    ///
    /// - Throws: `ModelError` with code `valueInvalid` if the weights give no finite vector, with
    ///   code `cancelled` if the task was cancelled before the last pass.
    @concurrent
    public func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding] {
        var results = [TextEmbedding](repeating: .none, count: texts.count)
        var pass: [(index: Int, tokens: [UInt32])] = []
        var size = 0
        for (index, text) in texts.enumerated() {
            let tokens = tokens(of: text)
            guard tokens.contains(where: { $0 != tokenizer.unknownID }) else { continue }
            if size + tokens.count + 2 > Self.tokensOfPass {
                try run(pass, into: &results)
                pass.removeAll(keepingCapacity: true)
                size = 0
            }
            pass.append((index, [first] + tokens + [last]))
            size += tokens.count + 2
        }
        try run(pass, into: &results)
        return results
    }

    private func tokens(of text: String) -> [UInt32] {
        tokenizer.encode(text, keepingUnknown: true, limit: manifest.maxTokens - 2)
    }

    private func run(
        _ texts: [(index: Int, tokens: [UInt32])], into results: inout [TextEmbedding]
    ) throws(ModelError) {
        guard !texts.isEmpty else { return }
        guard !Task.isCancelled else {
            throw ModelError(.cancelled, "the embedding was cancelled")
        }
        var starts = [0]
        for text in texts { starts.append(starts[starts.count - 1] + text.tokens.count) }
        let pass = TransformerPass(configuration, weights, kernels: kernels, starts: starts)
        pass.run(texts.flatMap(\.tokens))
        for (number, text) in texts.enumerated() {
            guard let vector = pass.mean(of: starts[number]..<starts[number + 1]) else {
                throw ModelError(.valueInvalid, "the weights of \(identity.name) give no vector")
            }
            results[text.index] = .vector(vector, tokens: text.tokens.count)
        }
    }
}
