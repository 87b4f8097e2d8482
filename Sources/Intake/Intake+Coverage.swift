public import LeadStore
public import Leads
import Logging

extension Intake {
    /// How many leads of a workspace have a vector of a serving generation, as counted last.
    ///
    /// Counted on the spot only the first time; ``watchCoverage(ofWorkspaces:)`` does it again.
    public func coverage(
        of workspace: WorkspaceID, in serving: Serving
    ) async throws -> Coverage {
        if let known = serving.coverage.last(workspace) { return known }
        return try await count(workspace, serving)
    }

    /// Counts again and again until the task is cancelled: each second, or less often where the
    /// count itself takes more than a hundredth of the time.
    public func watchCoverage(ofWorkspaces workspaces: [WorkspaceID]) async {
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do {
                for workspace in workspaces { _ = try await count(workspace, serving) }
            } catch {
                guard !Task.isCancelled else { return }
                logger.debug("Leads could not be counted", metadata: ["error": "\(error)"])
            }
            let pause = max(.seconds(1), (ContinuousClock.now - start) * 100)
            try? await Task.sleep(for: pause)  // Cancelled: the loop looks itself.
        }
    }

    private func count(_ workspace: WorkspaceID, _ serving: Serving) async throws -> Coverage {
        let coverage = try await store.coverage(
            of: workspace, generation: serving.generation.id)
        serving.coverage.note(coverage, of: workspace)
        return coverage
    }
}
