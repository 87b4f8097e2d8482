import Synchronization

/// A receipt that may come before its sender waits for it.
///
/// Leads of one commit are told together: the first sender gets the receipts of the others too and
/// passes them on. Its thread is then woken once, not once for each of them.
final class LateReceipt: Sendable {
    /// What became of a lead, and of others whose senders are to be told.
    struct Delivery: Sendable {
        let result: Result<Receipt, any Error>
        var others: [(LateReceipt, Result<Receipt, any Error>)] = []
    }

    private enum State {
        case open
        case awaited(CheckedContinuation<Delivery, Never>)
        case told(Delivery)
    }

    private let state = Mutex(State.open)

    /// The receipt, once it is there; asked for once.
    var value: Receipt {
        get async throws {
            let delivery = await withCheckedContinuation { sender in
                let delivery = state.withLock { state -> Delivery? in
                    if case .told(let delivery) = state { return delivery }
                    state = .awaited(sender)
                    return nil
                }
                if let delivery { sender.resume(returning: delivery) }
            }
            for (receipt, result) in delivery.others { receipt.tell(Delivery(result: result)) }
            return try delivery.result.get()
        }
    }

    /// Whether its sender waits for it.
    var isAwaited: Bool {
        state.withLock { state in
            if case .awaited = state { true } else { false }
        }
    }

    /// Tells what became of the lead; called once.
    func tell(_ delivery: Delivery) {
        let sender = state.withLock { state -> CheckedContinuation<Delivery, Never>? in
            defer { state = .told(delivery) }
            if case .awaited(let sender) = state { return sender }
            return nil
        }
        sender?.resume(returning: delivery)
    }
}
