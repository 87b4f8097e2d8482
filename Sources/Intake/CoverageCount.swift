import LeadStore
import Leads
import Synchronization

/// The last counts of leads and vectors, by workspace.
final class CoverageCount: Sendable {
    private let counts = Mutex<[WorkspaceID: Coverage]>([:])

    /// The last count; nil before the first.
    func last(_ workspace: WorkspaceID) -> Coverage? {
        counts.withLock { $0[workspace] }
    }

    /// Puts a count in place of the last one.
    func note(_ coverage: Coverage, of workspace: WorkspaceID) {
        counts.withLock { $0[workspace] = coverage }
    }
}
