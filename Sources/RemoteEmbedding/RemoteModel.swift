internal import AsyncHTTPClient
public import Embedding

/// A service that speaks OpenAI's embeddings API: OpenAI, Ollama, TEI, vLLM.
///
/// When it's down, embedding throws a `ModelError` with code `unavailable`, so that the lead can be
/// stored without a vector and be embedded later. Texts leave this machine.
public final class RemoteModel: Embedder, Sendable {
    /// Which model this is.
    public let identity: ModelIdentity

    let endpoint: ModelManifest.Endpoint
    let settings: RemoteSettings
    private let service: RemoteService
    private let lane: TextLane

    /// Uses the service that a model's manifest names; nothing is sent yet.
    ///
    /// - Throws: `ModelError` with code `unsupportedKind` if the model is not a remote one.
    public init(
        directory: ModelDirectory, settings: RemoteSettings = RemoteSettings()
    ) throws(ModelError) {
        endpoint = try Self.endpoint(of: directory)
        self.settings = settings
        identity = directory.manifest.identity
        let service = RemoteService(endpoint, settings, dimensions: identity.dimensions)
        self.service = service
        lane = TextLane(
            batchSize: settings.batchSize, concurrency: settings.concurrency,
            patience: .milliseconds(settings.patience)
        ) { texts in
            await service.answerNow(to: texts)
        }
    }

    /// Uses the service that a model's manifest names, with its limits and the key from the
    /// environment.
    ///
    /// - Throws: `ModelError` with code `unsupportedKind` or `keyMissing`.
    public convenience init(
        directory: ModelDirectory, environment: [String: String]
    ) throws(ModelError) {
        let endpoint = try Self.endpoint(of: directory)
        try self.init(
            directory: directory,
            settings: RemoteSettings(endpoint, environment: environment))
    }

    private static func endpoint(
        of directory: ModelDirectory
    ) throws(ModelError) -> ModelManifest.Endpoint {
        if let endpoint = directory.manifest.endpoint { return endpoint }
        throw ModelError(
            .unsupportedKind,
            "\(directory.path) is a \(directory.manifest.kind.rawValue) model, not a remote one")
    }

    /// A request for each batch.
    public var effort: EmbeddingEffort {
        .remote(batch: settings.batchSize, concurrency: settings.concurrency)
    }

    /// The tokens that have been paid for.
    public var tokensSpent: Int {
        get async { await service.tokensSpent }
    }

    /// Embeds one text within the settings' patience; a service that has just failed is not asked.
    ///
    /// - Throws: `ModelError` with code `unavailable`, `textRefused`, `answerInvalid` or
    ///   `limitReached`.
    public func embed(_ text: String) async throws(ModelError) -> TextEmbedding {
        if Self.isBlank(text) { return .none }
        if let refusal = service.refusalOfSingles { throw refusal }
        return .vector(try await lane.vector(of: text).get(), tokens: 0)
    }

    /// Embeds texts, again and again if need be; those of white space only are not sent.
    ///
    /// - Throws: `ModelError` with code `unavailable`, `textRefused`, `answerInvalid` or
    ///   `limitReached`.
    public func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding] {
        let sent = texts.indices.filter { !Self.isBlank(texts[$0]) }
        let batches = stride(from: 0, to: sent.count, by: settings.batchSize).map { start in
            Array(sent[start..<min(start + settings.batchSize, sent.count)])
        }
        var results = [TextEmbedding](repeating: .none, count: texts.count)
        let service = service
        let answers = await withTaskGroup(
            of: (Int, Result<[[Float]], ModelError>).self,
            returning: [(Int, Result<[[Float]], ModelError>)].self
        ) { group in
            for (number, batch) in batches.enumerated() {
                let part = batch.map { texts[$0] }
                group.addTask { (number, await service.answerPatiently(to: part)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (number, answer) in answers {
            for (index, vector) in zip(batches[number], try answer.get()) {
                results[index] = .vector(vector, tokens: 0)
            }
        }
        return results
    }

    /// Whether a text has nothing but white space and control characters.
    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isWhitespace || scalar == "\u{FFFD}"
                || scalar.properties.generalCategory == .control
        }
    }
}
