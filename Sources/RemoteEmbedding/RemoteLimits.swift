internal import Embedding

/// Keeps the requests under way and the tokens paid for within their limits.
actor RemoteLimits {
    private var freeSlots: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private let tokenLimit: Int?
    private(set) var tokensSpent = 0

    init(concurrency: Int, tokenLimit: Int?) {
        freeSlots = concurrency
        self.tokenLimit = tokenLimit
    }

    /// Waits for a free slot, which `leave` gives back.
    func enter() async {
        if freeSlots > 0 {
            freeSlots -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Gives a slot to whoever waits longest.
    func leave() {
        if waiting.isEmpty {
            freeSlots += 1
        } else {
            waiting.removeFirst().resume()
        }
    }

    /// Refuses when the limit has been reached.
    func checkBudget() throws(ModelError) {
        guard let tokenLimit, tokensSpent >= tokenLimit else { return }
        throw ModelError(
            .limitReached,
            "\(tokensSpent) tokens have been paid for, the limit is \(tokenLimit): raise it and restart"
        )
    }

    /// Takes note of what a request cost.
    func spend(_ tokens: Int) {
        tokensSpent += max(tokens, 0)
    }
}
