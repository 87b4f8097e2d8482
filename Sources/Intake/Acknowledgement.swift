import Synchronization

/// Who is told what became of a lead.
enum Acknowledgement: Sendable {
    /// The sender of a single lead.
    case single(CheckedContinuation<Receipt, any Error>)
    /// The sender of many, with the lead's place among them.
    case member(of: Gathering, place: Int)

    func tell(_ result: Result<Receipt, any Error>) {
        switch self {
        case .single(let sender): sender.resume(with: result)
        case .member(let gathering, let place): gathering.tell(place, result)
        }
    }
}

/// Gathers the receipts of leads that were sent together, and tells them when all are there.
final class Gathering: Sendable {
    typealias Receipts = [Result<Receipt, any Error>]
    private typealias Sender = CheckedContinuation<Receipts, Never>

    private struct State: Sendable {
        var results: [Result<Receipt, any Error>?]
        var left: Int
        var sender: Sender?
    }

    private let state: Mutex<State>

    /// Awaits `count` receipts, 1 at least, for a sender.
    init(count: Int, sender: CheckedContinuation<Receipts, Never>) {
        state = Mutex(
            State(results: Array(repeating: nil, count: count), left: count, sender: sender))
    }

    /// Notes what became of one lead; each place is told once.
    func tell(_ place: Int, _ result: Result<Receipt, any Error>) {
        let finished = state.withLock { state -> (Receipts, Sender)? in
            guard state.results[place] == nil else { return nil }
            state.results[place] = result
            state.left -= 1
            guard state.left == 0, let sender = state.sender.take() else { return nil }
            return (state.results.compactMap(\.self), sender)
        }
        if let (results, sender) = finished { sender.resume(returning: results) }
    }
}
