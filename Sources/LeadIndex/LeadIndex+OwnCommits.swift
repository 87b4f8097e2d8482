public import LeadStore
import Synchronization

/// Transactions of this process that the change feed need not bring.
extension LeadIndex {
    /// More are not kept, as when the feed can't be read for long: it brings them then.
    private static let mostCommits = 100_000

    /// Notes a transaction of which all leads were handed to ``add(_:)``.
    public func noteCommit(_ transaction: UInt64) {
        commits.withLock { commits in
            if commits.count >= Self.mostCommits { commits = [] }
            commits.insert(transaction)
        }
    }

    /// All transactions that were noted.
    public var notedCommits: Set<UInt64> { commits.withLock { $0 } }

    /// Those of the noted transactions whose leads all are in the index.
    public func taken(of noted: Set<UInt64>) -> Set<UInt64> {
        // Whoever reads has taken in the line, in which the leads of all that is noted stood.
        reading { storage in
            storage.passedOver.isEmpty ? noted : noted.subtracting(storage.passedOver)
        }
    }

    /// Forgets transactions that were noted: the feed brings their leads unless it has passed them.
    public func forgetCommits(_ noted: Set<UInt64>) {
        guard !noted.isEmpty else { return }
        commits.withLock { $0.subtract(noted) }
    }

    /// Forgets which leads were passed over by transactions that the feed has passed.
    public func forgetPassedOver(below position: ChangePosition) {
        guard reading({ !$0.passedOver.isEmpty }) else { return }
        writing { storage in
            storage.passedOver = storage.passedOver.filter { $0 >= position.transaction }
        }
    }
}
