import LeadIndex
public import LeadStore
public import Leads
import Logging

extension Intake {
    /// How many leads of a workspace have a vector of a serving generation.
    ///
    /// An index in memory tells itself how many; all else is as it was counted last. Counted on
    /// the spot only the first time; ``watchCoverage(ofWorkspaces:)`` does it again.
    public func coverage(
        of workspace: WorkspaceID, in serving: Serving
    ) async throws -> Coverage {
        if let known = serving.coverage(of: workspace) { return known }
        return try await count(workspace, serving)
    }

    /// Counts again and again until the task is cancelled: each second, or less often where a
    /// count takes more than a hundredth of the time.
    public func watchCoverage(ofWorkspaces workspaces: [WorkspaceID]) async {
        var ofAll = CountingPace()
        var ofPending = CountingPace()
        while !Task.isCancelled {
            do {
                try await count(workspaces, &ofAll, &ofPending)
            } catch {
                guard !Task.isCancelled else { return }
                logger.debug("Leads could not be counted", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))  // Cancelled: the loop looks itself.
        }
    }

    private func count(
        _ workspaces: [WorkspaceID], _ ofAll: inout CountingPace, _ ofPending: inout CountingPace
    ) async throws {
        let serving = serving
        let isNew = workspaces.contains { serving.coverage.last($0) == nil }
        // The index in memory tells what most leads change: to count them all can wait.
        let canWait = serving.indexState == .ready && !serving.coverage.hasNews
        if isNew || ofAll.hasRested(canWait ? 1000 : 100) {
            try await serving.coverage.takeNews {
                try await ofAll.count {
                    for workspace in workspaces { _ = try await count(workspace, serving) }
                }
            }
        } else if ofPending.hasRested(100) {
            try await ofPending.count {
                for workspace in workspaces {
                    let pending = try await store.pendingLeads(of: workspace)
                    serving.coverage.note(pending: pending, of: workspace)
                }
            }
        }
    }

    private func count(_ workspace: WorkspaceID, _ serving: Serving) async throws -> Coverage {
        let coverage = try await store.coverage(
            of: workspace, generation: serving.generation.id)
        serving.coverage.note(coverage, of: workspace)
        return serving.coverage(of: workspace) ?? coverage
    }
}

extension Serving {
    /// How many leads have a vector, as far as it is known; nil before the first count.
    fileprivate func coverage(of workspace: WorkspaceID) -> Coverage? {
        guard let counted = coverage.last(workspace) else { return nil }
        guard indexState == .ready else { return counted }
        return counted.with(embedded: index.count(of: workspace))
    }
}
