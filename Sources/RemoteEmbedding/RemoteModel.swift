internal import AsyncHTTPClient
public import Embedding
internal import NIOCore
internal import NIOHTTP1

/// A service that speaks OpenAI's embeddings API: OpenAI, Ollama, TEI, vLLM.
///
/// When it's down, `embed` throws a `ModelError` with code `unavailable`, so that the lead can be
/// stored without a vector and be embedded later. Texts leave this machine.
public final class RemoteModel: Embedder, Sendable {
    /// Which model this is.
    public let identity: ModelIdentity

    private let endpoint: ModelManifest.Endpoint
    private let settings: RemoteSettings
    private let limits: RemoteLimits
    private let client: HTTPClient

    /// The largest answer that is read, in bytes.
    private static let largestAnswer = 64 << 20

    /// Uses the service that a model's manifest names; nothing is sent yet.
    ///
    /// - Throws: `ModelError` with code `unsupportedKind` if the model is not a remote one.
    public init(
        directory: ModelDirectory, settings: RemoteSettings = RemoteSettings()
    ) throws(ModelError) {
        guard let endpoint = directory.manifest.endpoint else {
            throw ModelError(
                .unsupportedKind,
                "\(directory.path) is a \(directory.manifest.kind.rawValue) model, not a remote one"
            )
        }
        self.endpoint = endpoint
        self.settings = settings
        identity = directory.manifest.identity
        limits = RemoteLimits(
            concurrency: settings.concurrency, tokenLimit: settings.tokenLimit)
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        // RetrySchedule decides about trying again; the client would do so for its whole time out.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// The tokens that have been paid for.
    public var tokensSpent: Int {
        get async { await limits.tokensSpent }
    }

    /// Closes the connections; no text may be embedded afterwards.
    public func shutdown() async throws {
        try await client.shutdown()
    }

    /// Embeds texts; those of white space only have no embedding and are not sent.
    ///
    /// - Throws: `ModelError` with code `unavailable`, `answerInvalid` or `limitReached`.
    public func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding] {
        let sent = texts.indices.filter { !Self.isBlank(texts[$0]) }
        let batches = stride(from: 0, to: sent.count, by: settings.batchSize).map { start in
            Array(sent[start..<min(start + settings.batchSize, sent.count)])
        }
        var results = [TextEmbedding](repeating: .none, count: texts.count)
        let answers = await withTaskGroup(
            of: (Int, Result<[[Float]], ModelError>).self,
            returning: [(Int, Result<[[Float]], ModelError>)].self
        ) { group in
            for (number, batch) in batches.enumerated() {
                group.addTask { (number, await self.answer(to: batch.map { texts[$0] })) }
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

    private func answer(to texts: [String]) async -> Result<[[Float]], ModelError> {
        await limits.enter()
        let result: Result<[[Float]], ModelError>
        do {
            try await limits.checkBudget()
            let body = try await send(EmbeddingsRequest(model: endpoint.model, texts: texts).json)
            let answer = try EmbeddingsAnswer(
                json: body, count: texts.count, dimensions: identity.dimensions)
            await limits.spend(answer.tokens)
            result = .success(answer.vectors)
        } catch {
            result = .failure(error)
        }
        await limits.leave()
        return result
    }

    /// Sends a request, again if need be, and gives the body of a good answer.
    private func send(_ body: [UInt8]) async throws(ModelError) -> [UInt8] {
        var schedule = RetrySchedule(attempts: settings.attempts)
        while true {
            let (outcome, answer) = await post(body)
            switch schedule.next(after: outcome, jitter: .random(in: 0...1)) {
            case .accept: return answer
            case .fail:
                throw ModelError(
                    .unavailable,
                    "the embedding service \(endpoint.url) \(Self.text(outcome)) "
                        + "after \(schedule.failures) attempts: check its address, key and state")
            case .retry(let seconds):
                do {
                    try await Task.sleep(for: .seconds(seconds))
                } catch {
                    throw ModelError(
                        .unavailable, "the wait for the embedding service was cancelled")
                }
            }
        }
    }

    private static func text(_ outcome: RetrySchedule.Outcome) -> String {
        switch outcome {
        case .noAnswer: "gave no answer"
        case .status(let status, _): "answered with status \(status)"
        }
    }

    private func post(_ body: [UInt8]) async -> (RetrySchedule.Outcome, [UInt8]) {
        var request = HTTPClientRequest(url: endpoint.url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        if let key = settings.apiKey {
            request.headers.add(name: "authorization", value: "Bearer \(key)")
        }
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            let response = try await client.execute(
                request, timeout: .seconds(Int64(settings.timeout)))
            let content = try await response.body.collect(upTo: Self.largestAnswer)
            let retryAfter = response.headers.first(name: "retry-after").flatMap { Double($0) }
            return (
                .status(Int(response.status.code), retryAfter: retryAfter),
                Array(content.readableBytesView)
            )
        } catch {
            return (.noAnswer, [])
        }
    }
}
