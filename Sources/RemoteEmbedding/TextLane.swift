internal import Embedding

/// Gathers single texts into requests: those that come while requests are under way form the next.
///
/// A text never waits longer than the patience it was made with, and the same text of several
/// callers is sent once.
actor TextLane {
    typealias Answer = Result<[Float], ModelError>

    private struct Waiting {
        let text: String
        let done: CheckedContinuation<Answer, Never>
    }

    private let batchSize: Int
    private let concurrency: Int
    private let patience: Duration
    private let send: @Sendable ([String]) async -> Result<[[Float]], ModelError>
    private var callers: [Int: Waiting] = [:]
    private var queue: [Int] = []
    private var nextCaller = 0
    private var underWay = 0

    /// The most texts that wait; beyond that the service can't keep up.
    private static let longestQueue = 8_192

    init(
        batchSize: Int, concurrency: Int, patience: Duration,
        send: @escaping @Sendable ([String]) async -> Result<[[Float]], ModelError>
    ) {
        self.batchSize = batchSize
        self.concurrency = concurrency
        self.patience = patience
        self.send = send
    }

    /// The vector of a text, or why there is none in time.
    func vector(of text: String) async -> Answer {
        guard queue.count < Self.longestQueue else {
            return .failure(
                ModelError(.unavailable, "too many texts wait for the embedding service"))
        }
        let caller = nextCaller
        nextCaller += 1
        let clock = Task {
            try await Task.sleep(for: patience)
            giveUp(caller)
        }
        defer { clock.cancel() }
        return await withCheckedContinuation { done in
            callers[caller] = Waiting(text: text, done: done)
            queue.append(caller)
            startRequests()
        }
    }

    private func giveUp(_ caller: Int) {
        let slow = ModelError(
            .unavailable, "the embedding service did not answer within \(patience)")
        callers.removeValue(forKey: caller)?.done.resume(returning: .failure(slow))
    }

    private func startRequests() {
        while underWay < concurrency, let batch = takeBatch() {
            underWay += 1
            Task {
                let texts = Array(batch.keys)
                let answer = await send(texts)
                if texts.count > 1, case .failure(let error) = answer, error.isAboutTexts {
                    // One text is refused: the others must not fail with it.
                    for text in texts { tell(text, batch, await send([text]).map { $0[0] }) }
                } else {
                    for (place, text) in texts.enumerated() {
                        tell(text, batch, answer.map { $0[place] })
                    }
                }
                underWay -= 1
                startRequests()
            }
        }
    }

    /// The callers of the next request by their texts; nil when nobody waits.
    private func takeBatch() -> [String: [Int]]? {
        var batch: [String: [Int]] = [:]
        var taken = 0
        for caller in queue {
            guard let waiting = callers[caller] else {
                taken += 1  // It has given up.
                continue
            }
            guard batch[waiting.text] != nil || batch.count < batchSize else { break }
            batch[waiting.text, default: []].append(caller)
            taken += 1
        }
        queue.removeFirst(taken)
        return batch.isEmpty ? nil : batch
    }

    private func tell(_ text: String, _ batch: [String: [Int]], _ answer: Answer) {
        for caller in batch[text] ?? [] {
            callers.removeValue(forKey: caller)?.done.resume(returning: answer)
        }
    }
}

extension ModelError {
    /// Whether the service would not take a text, or answered what can't be used.
    fileprivate var isAboutTexts: Bool { code == .textRefused || code == .answerInvalid }
}
