import LeadStore
import Synchronization

/// What the database knows of HNSW indexes, asked for at most every five seconds.
final class IndexStates: Sendable {
    private let store: LeadStore
    private let known = Mutex<(state: VectorIndexState, at: ContinuousClock.Instant)?>(nil)

    init(store: LeadStore) {
        self.store = store
    }

    func state(of generation: Generation) async throws -> VectorIndexState {
        let now = ContinuousClock.now
        if let last = known.withLock({ $0 }), last.state.generation.id == generation.id,
            now - last.at < .seconds(5)
        {
            return last.state
        }
        let state = try await store.vectorIndex(of: generation)
        known.withLock { $0 = (state, now) }
        return state
    }

    /// Has the next search ask again.
    func forget() {
        known.withLock { $0 = nil }
    }
}
