public import Tokenizers

/// A BERT encoder whose token states are averaged: all-MiniLM-L6-v2 and its kin.
///
/// Runs on the caller's processor by OpenBLAS, one thread for each call, never on the caller's
/// executor. Texts are cut at `manifest.maxTokens`, `[CLS]` and `[SEP]` included.
public final class TransformerModel: Embedder, Sendable {
    /// What the manifest says.
    public let manifest: ModelManifest

    /// Which model this is.
    public let identity: ModelIdentity

    /// Cuts texts into tokens.
    public let tokenizer: WordPieceTokenizer

    private let configuration: TransformerConfiguration
    private let weights: TransformerWeights
    private let blas: BLAS
    private let first: UInt32
    private let last: UInt32

    /// The tokens of a pass; more make it no faster.
    private static let tokensOfPass = 2_048

    /// Takes a model's parts and checks that they fit together.
    ///
    /// - Throws: `ModelError`.
    init(
        manifest: ModelManifest, configuration: TransformerConfiguration, file: MappedFile,
        tokenizer: WordPieceTokenizer
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
        blas = try BLAS.shared.get()
        weights = try TransformerWeights(
            file: file, configuration: configuration, blas: blas)
        self.first = first
        self.last = last
        self.manifest = manifest
        self.configuration = configuration
        self.tokenizer = tokenizer
        identity = manifest.identity
    }

    /// Embeds texts, as many at a time as make one pass.
    ///
    /// - Throws: `ModelError` with code `valueInvalid` if the weights give no finite vector.
    @concurrent
    public func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding] {
        var results = [TextEmbedding](repeating: .none, count: texts.count)
        var pass: [(index: Int, tokens: [UInt32])] = []
        var size = 0
        for (index, text) in texts.enumerated() {
            let tokens = tokens(of: text)
            guard tokens.contains(where: { $0 != tokenizer.unknownID }) else { continue }
            pass.append((index, [first] + tokens + [last]))
            size += tokens.count + 2
            if size >= Self.tokensOfPass {
                try run(pass, into: &results)
                pass.removeAll(keepingCapacity: true)
                size = 0
            }
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
        var starts = [0]
        for text in texts { starts.append(starts[starts.count - 1] + text.tokens.count) }
        let longest = texts.map(\.tokens.count).max() ?? 0
        let tokens = starts[texts.count]
        let room = TransformerPass.room(configuration, tokens: tokens, longest: longest)
        let memory = UnsafeMutablePointer<Float>.allocate(capacity: room)
        defer { unsafe memory.deallocate() }
        let pass = unsafe TransformerPass(
            configuration, weights, blas: blas, starts: starts, memory: memory)
        pass.run(texts.flatMap(\.tokens))
        for (number, text) in texts.enumerated() {
            guard let vector = pass.mean(of: starts[number]..<starts[number + 1]) else {
                throw ModelError(.valueInvalid, "the weights of \(identity.name) give no vector")
            }
            results[text.index] = .vector(vector, tokens: text.tokens.count)
        }
    }
}
