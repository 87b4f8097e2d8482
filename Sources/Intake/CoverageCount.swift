import LeadStore
import Leads
import Synchronization

/// The last counts of leads and vectors, by workspace.
final class CoverageCount: Sendable {
    private struct State {
        var counts: [WorkspaceID: (coverage: Coverage, at: Int64)] = [:]
        var first: [WorkspaceID: Task<Coverage, any Error>] = [:]
        var hasNews = false
    }

    private let state = Mutex(State())

    /// The last count; nil before the first.
    func last(_ workspace: WorkspaceID) -> Coverage? {
        state.withLock { $0.counts[workspace]?.coverage }
    }

    /// The first count, made once for all who ask for it before it is there.
    func first(
        _ workspace: WorkspaceID, _ count: @escaping @Sendable () async throws -> Coverage
    ) async throws -> Coverage {
        let task = state.withLock { state in
            if let task = state.first[workspace] { return task }
            let task = Task {
                defer { self.state.withLock { $0.first[workspace] = nil } }
                return try await count()
            }
            state.first[workspace] = task
            return task
        }
        return try await task.value
    }

    /// Puts a count in place of the last one.
    ///
    /// - Parameters:
    ///   - coverage: The count.
    ///   - workspace: Whose leads were counted.
    ///   - moment: When, in microseconds since 1970 by the database's clock.
    func note(_ coverage: Coverage, of workspace: WorkspaceID, at moment: Int64) {
        state.withLock { $0.counts[workspace] = (coverage, moment) }
    }

    /// Puts a count of those who wait for a vector in place of the last one.
    func note(pending: Int, of workspace: WorkspaceID) {
        state.withLock { state in
            guard let (last, moment) = state.counts[workspace], last.pending != pending
            else { return }
            state.counts[workspace] = (last.with(pending: pending), moment)
            // Which of them have a vector now, the index tells; not which need none.
            state.hasNews = true
        }
    }

    /// Notes leads that the change feed brings: those that were there at the last count may have
    /// been counted as leads without a vector.
    func note(brought leads: [IndexedLead]) {
        state.withLock { state in
            state.hasNews =
                state.hasNews
                || leads.contains { lead in
                    state.counts[lead.workspace].map { lead.createdAt <= $0.at } ?? false
                }
        }
    }

    /// Notes that there are more or fewer leads without a vector than were counted.
    func noteNews() {
        state.withLock { $0.hasNews = true }
    }

    /// Whether the last count may be wrong where the index does not tell.
    var hasNews: Bool { state.withLock { $0.hasNews } }

    /// Counts, which takes all news in, unless it fails.
    func takeNews(_ count: () async throws -> Void) async throws {
        state.withLock { $0.hasNews = false }
        do {
            try await count()
        } catch {
            noteNews()
            throw error
        }
    }
}

extension Coverage {
    /// The same with so many leads that wait for a vector, and as many that need none as before.
    fileprivate func with(pending: Int) -> Coverage {
        Coverage(embedded: embedded, total: embedded + pending + vectorless, pending: pending)
    }

    /// The same with so many leads that have a vector, and as many that have none as before.
    func with(embedded: Int) -> Coverage {
        Coverage(embedded: embedded, total: embedded + pending + vectorless, pending: pending)
    }
}
