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
        return try await serving.counts.first(workspace) {
            try await self.countAll(of: workspace, serving)
        }
    }

    /// Counts again and again until the task is cancelled: looks each second whether it is time to.
    public func watchCoverage(ofWorkspaces workspaces: [WorkspaceID]) async {
        var plan = CountingPlan()
        while !Task.isCancelled {
            do {
                try await count(workspaces, &plan)
            } catch {
                guard !Task.isCancelled else { return }
                logger.debug("Leads could not be counted", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))  // Cancelled: the loop looks itself.
        }
    }

    private func count(_ workspaces: [WorkspaceID], _ plan: inout CountingPlan) async throws {
        let serving = serving
        let start = ContinuousClock.now
        guard let subject = plan.next(serving.knowledge(of: workspaces), now: start) else { return }
        var isDone = false
        defer { plan.note(subject, .init(start: start, end: .now, isDone: isDone)) }
        switch subject {
        case .all:
            try await serving.counts.takeNews {
                for workspace in workspaces { _ = try await countAll(of: workspace, serving) }
            }
        case .pending:
            for workspace in workspaces {
                let pending = try await store.pendingLeads(of: workspace)
                serving.counts.note(pending: pending, of: workspace)
            }
        }
        isDone = true
    }

    private func countAll(of workspace: WorkspaceID, _ serving: Serving) async throws -> Coverage {
        let (coverage, moment) = try await store.coverage(
            of: workspace, generation: serving.generation.id)
        serving.counts.note(coverage, of: workspace, at: moment)
        return serving.coverage(of: workspace) ?? coverage
    }
}

extension Serving {
    /// How many leads have a vector, as far as it is known; nil before the first count.
    fileprivate func coverage(of workspace: WorkspaceID) -> Coverage? {
        guard let counted = counts.last(workspace) else { return nil }
        guard indexState == .ready else { return counted }
        return counted.with(embedded: index.count(of: workspace))
    }

    fileprivate func knowledge(of workspaces: [WorkspaceID]) -> CountingPlan.Knowledge {
        CountingPlan.Knowledge(
            isCounted: workspaces.allSatisfy { counts.last($0) != nil },
            isIndexed: indexState == .ready, hasNews: counts.hasNews)
    }
}
