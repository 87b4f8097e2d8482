/// Who is told what became of a lead.
enum Acknowledgement: Sendable {
    /// The sender of a single lead.
    case single(LateReceipt)
    /// The sender of many, with the lead's place among them.
    case member(of: Gathering, place: Int)

    func tell(_ result: Result<Receipt, any Error>) {
        switch self {
        case .single(let receipt): receipt.tell(LateReceipt.Delivery(result: result))
        case .member(let gathering, let place): gathering.tell(place, result)
        }
    }

    /// Tells all senders at once: through the first that waits already, those who have something
    /// else to do themselves.
    static func tell(_ results: [(Acknowledgement, Result<Receipt, any Error>)]) {
        var first: (LateReceipt, LateReceipt.Delivery)?
        for (sender, result) in results {
            guard case .single(let receipt) = sender, receipt.isAwaited else {
                sender.tell(result)
                continue
            }
            if first == nil {
                first = (receipt, LateReceipt.Delivery(result: result))
                first?.1.others.reserveCapacity(results.count)
            } else {
                first?.1.others.append((receipt, result))
            }
        }
        if let (receipt, delivery) = first { receipt.tell(delivery) }
    }
}
