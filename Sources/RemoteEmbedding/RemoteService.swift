internal import AsyncHTTPClient
internal import Embedding
internal import Synchronization

/// The conversation with an embedding service: slots, budget, retries and what failures mean.
final class RemoteService: Sendable {
    private let endpoint: ModelManifest.Endpoint
    private let settings: RemoteSettings
    private let dimensions: Int
    private let limits: RemoteLimits
    private let gate = Mutex(ServiceGate())
    private let connection: RemoteConnection

    init(_ endpoint: ModelManifest.Endpoint, _ settings: RemoteSettings, dimensions: Int) {
        self.endpoint = endpoint
        self.settings = settings
        self.dimensions = dimensions
        limits = RemoteLimits(concurrency: settings.concurrency, tokenLimit: settings.tokenLimit)
        connection = RemoteConnection(url: endpoint.url, key: settings.apiKey)
    }

    var tokensSpent: Int {
        get async { await limits.tokensSpent }
    }

    /// Why a single text is not sent at this moment; nil when it may be.
    var refusalOfSingles: ModelError? {
        guard !gate.withLock({ $0.isOpen(at: .now) }) else { return nil }
        return ModelError(
            .unavailable,
            "the embedding service \(endpoint.place) has just failed and is given a pause")
    }

    /// One try, within the patience of a single text.
    func answerNow(to texts: [String]) async -> Result<[[Float]], ModelError> {
        await answer(
            to: texts, attempts: 1, timeout: .milliseconds(settings.patience), isUrgent: true)
    }

    /// As many tries as the settings allow.
    func answerPatiently(to texts: [String]) async -> Result<[[Float]], ModelError> {
        await answer(
            to: texts, attempts: settings.attempts, timeout: .seconds(settings.timeout),
            isUrgent: false)
    }

    private func answer(
        to texts: [String], attempts: Int, timeout: Duration, isUrgent: Bool
    ) async -> Result<[[Float]], ModelError> {
        let request = EmbeddingsRequest(
            model: endpoint.model, texts: texts,
            dimensions: endpoint.sendsDimensions ? dimensions : nil)
        await limits.enter(isUrgent: isUrgent)
        let result: Result<[[Float]], ModelError>
        do {
            result = .success(try await paid(request, attempts, timeout))
        } catch {
            result = .failure(error)
        }
        await limits.leave()
        return result
    }

    private func paid(
        _ request: EmbeddingsRequest, _ attempts: Int, _ timeout: Duration
    ) async throws(ModelError) -> [[Float]] {
        let reserved = request.estimatedTokens
        try await limits.reserve(reserved)
        do {
            let body = try await send(request.json, attempts, timeout)
            let answer = try EmbeddingsAnswer(
                json: body, count: request.texts.count, dimensions: dimensions)
            // A service that counts nothing is still kept within the limit.
            await limits.settle(answer.tokens > 0 ? answer.tokens : reserved, reserved: reserved)
            gate.withLock { $0.noteSuccess() }
            return answer.vectors
        } catch {
            // An answer that can't be used was paid for too.
            await limits.settle(error.code == .answerInvalid ? reserved : 0, reserved: reserved)
            if error.code == .answerInvalid { noteFailure(nil) }
            throw error
        }
    }

    /// Sends a request, again if need be, and gives the body of a good answer.
    private func send(
        _ body: [UInt8], _ attempts: Int, _ timeout: Duration
    ) async throws(ModelError) -> [UInt8] {
        var schedule = RetrySchedule(attempts: attempts)
        while true {
            if let silence = gate.withLock({ $0.silence(at: .now) }), schedule.failures == 0 {
                throw ModelError(
                    .unavailable,
                    "the embedding service \(endpoint.place) wants to be asked again in "
                        + "\(silence) s, not earlier")
            }
            let (outcome, answer) = await connection.post(body, timeout: timeout)
            // No answer to a caller who has left says nothing of the service.
            if case .noAnswer = outcome, Task.isCancelled { throw Self.cancelled }
            let action = schedule.next(after: outcome, jitter: .random(in: 0...1))
            if case .accept = action { return answer }
            if case .retry(let seconds) = action {
                noteFailure(outcome.retryAfter)
                try await Self.wait(seconds)
                continue
            }
            guard !outcome.isAboutTexts else { throw refusal(outcome, schedule.failures) }
            noteFailure(outcome.retryAfter)
            throw refusal(outcome, schedule.failures)
        }
    }

    private func noteFailure(_ retryAfter: Double?) {
        gate.withLock { $0.noteFailure(retryAfter: retryAfter, at: .now) }
    }

    private static func wait(_ seconds: Double) async throws(ModelError) {
        do {
            try await Task.sleep(for: .seconds(seconds))
        } catch {
            throw Self.cancelled
        }
    }

    private static let cancelled = ModelError(
        .cancelled, "the wait for the embedding service was cancelled")

    private func refusal(_ outcome: RetrySchedule.Outcome, _ attempts: Int) -> ModelError {
        let service = "the embedding service \(endpoint.place)"
        switch outcome {
        case .noAnswer(let isSlow):
            return ModelError(
                .unavailable,
                isSlow
                    ? "\(service) did not answer in time (\(attempts) attempts): see how it is"
                    : "\(service) can't be reached (\(attempts) attempts): see that it runs")
        case .status(let status, _) where outcome.isAboutTexts:
            return ModelError(
                .textRefused,
                "\(service) answered with status \(status): a text is too long for model "
                    + "\"\(endpoint.model)\", or the service wants another form of request")
        case .status(let status, _) where status == 401 || status == 403:
            return ModelError(
                .unavailable,
                "\(service) answered with status \(status): check the key in "
                    + (endpoint.keyVariable ?? "a variable that key_variable names"))
        case .status(let status, _) where status == 404 || status / 100 == 3:
            return ModelError(
                .unavailable,
                "\(service) answered with status \(status): check url and remote_model "
                    + "(\"\(endpoint.model)\") in the manifest")
        case .status(let status, _):
            return ModelError(
                .unavailable,
                "\(service) answered with status \(status) (\(attempts) attempts): see how it is")
        }
    }
}
