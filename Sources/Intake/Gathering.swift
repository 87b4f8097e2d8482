import Synchronization

/// Gathers the receipts of leads that were sent together, and tells them when all are there.
final class Gathering: Sendable {
    typealias Receipts = [Result<Receipt, any Error>]
    private typealias Sender = CheckedContinuation<Receipts, Never>

    private struct State: Sendable {
        var results: [Result<Receipt, any Error>?]
        var left: Int
        var sender: Sender?

        /// The receipts and who waits for them, when all are there.
        mutating func finished() -> (Receipts, Sender)? {
            guard left == 0, let sender = sender.take() else { return nil }
            return (results.compactMap(\.self), sender)
        }
    }

    private let state: Mutex<State>

    /// Awaits `count` receipts.
    init(count: Int) {
        state = Mutex(State(results: Array(repeating: nil, count: count), left: count))
    }

    /// Notes what became of one lead; each place is told once.
    func tell(_ place: Int, _ result: Result<Receipt, any Error>) {
        let finished = state.withLock { state -> (Receipts, Sender)? in
            guard state.results[place] == nil else { return nil }
            state.results[place] = result
            state.left -= 1
            return state.finished()
        }
        if let (results, sender) = finished { sender.resume(returning: results) }
    }

    /// The receipts, once all are there, in the order of the places; asked for once.
    var receipts: Receipts {
        get async {
            await withCheckedContinuation { sender in
                let finished = state.withLock { state in
                    state.sender = sender
                    return state.finished()
                }
                if let (results, sender) = finished { sender.resume(returning: results) }
            }
        }
    }
}
