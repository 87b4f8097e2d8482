internal import Embedding

/// Keeps the requests under way and the tokens paid for within their limits.
actor RemoteLimits {
    private var freeSlots: Int
    private var urgent: [CheckedContinuation<Void, Never>] = []
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private let tokenLimit: Int?
    private(set) var tokensSpent = 0
    private var tokensReserved = 0

    init(concurrency: Int, tokenLimit: Int?) {
        freeSlots = concurrency
        self.tokenLimit = tokenLimit
    }

    /// Waits for a free slot, which `leave` gives back; urgent requests go first.
    func enter(isUrgent: Bool) async {
        if freeSlots > 0 {
            freeSlots -= 1
        } else {
            await withCheckedContinuation { continuation in
                if isUrgent { urgent.append(continuation) } else { waiting.append(continuation) }
            }
        }
    }

    /// Gives a slot to whoever waits longest.
    func leave() {
        if !urgent.isEmpty {
            urgent.removeFirst().resume()
        } else if !waiting.isEmpty {
            waiting.removeFirst().resume()
        } else {
            freeSlots += 1
        }
    }

    /// Sets tokens aside for a request, or refuses when that could go beyond the limit.
    ///
    /// Requests that are under way count, so that many at once do not go beyond it either.
    func reserve(_ tokens: Int) throws(ModelError) {
        if let tokenLimit, tokensSpent + tokensReserved + tokens > tokenLimit {
            throw ModelError(
                .limitReached,
                "\(tokensSpent) tokens have been paid for and the next request may need \(tokens), "
                    + "the limit is \(tokenLimit): raise limits.token_limit in the model's manifest "
                    + "and start again")
        }
        tokensReserved += tokens
    }

    /// Puts what a request cost in place of what was set aside for it.
    func settle(_ tokens: Int, reserved: Int) {
        tokensReserved -= reserved
        tokensSpent += max(tokens, 0)
    }
}
