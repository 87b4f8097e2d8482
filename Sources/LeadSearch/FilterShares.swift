import LeadStore
import Leads
import Synchronization

/// The share of leads that filters let through, as the planner estimates it; kept for a minute.
final class FilterShares: Sendable {
    private struct Key: Hashable {
        let filter: LeadFilter
        let workspace: WorkspaceID
    }

    private struct Known {
        let share: Double
        let at: ContinuousClock.Instant
    }

    /// So many filters are kept; when there are more, all are forgotten.
    private static let limit = 256
    private let store: LeadStore
    private let known = Mutex<[Key: Known]>([:])

    init(store: LeadStore) {
        self.store = store
    }

    /// The share, 0…1; 1 without a filter.
    func share(
        of filter: LeadFilter, _ workspace: WorkspaceID, _ index: VectorIndexState
    ) async throws -> Double {
        guard !filter.isEmpty else { return 1 }
        let key = Key(filter: filter, workspace: workspace)
        let now = ContinuousClock.now
        if let last = known.withLock({ $0[key] }), now - last.at < .seconds(60) {
            return last.share
        }
        let count = try await store.estimatedCount(filter, of: workspace)
        let share = min(1, Double(count) / Double(max(1, index.rows)))
        known.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            known[key] = Known(share: share, at: now)
        }
        return share
    }
}
