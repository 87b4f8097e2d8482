import LeadStore
import Logging

extension IndexFollower {
    /// How far the database has been followed.
    struct Progress {
        var position: ChangePosition
        var revisions: [String: String] = [:]
        var hasGaps = true
    }

    /// When each kind of reading that failed is tried again.
    struct Paces {
        var model = RetryPace()
        var routes = RetryPace()
        var feed = RetryPace()
        var gaps = RetryPace()
        var deletions = RetryPace()
    }

    /// Reads what has changed.
    func read(_ progress: inout Progress, _ paces: inout Paces) async {
        await trying("The active model could not be taken up", &paces.model) {
            if let next = try await followModel() {
                progress.position = next
                progress.hasGaps = true
            }
        }
        await trying("The routes could not be read", &paces.routes) {
            try await followRoutes(&progress.revisions)
        }
        await trying("The change feed could not be read", &paces.feed) {
            progress.position = try await follow(intake.serving, from: progress.position)
        }
        guard progress.hasGaps else { return }
        await trying("Leads without a vector could not be looked for", &paces.gaps) {
            try await noteGaps()
            progress.hasGaps = false
        }
    }

    /// Does something when its time has come, and logs that it failed.
    func trying(
        _ failure: String, _ pace: inout RetryPace, _ body: () async throws -> Void
    ) async {
        guard pace.isDue(at: .now) else { return }
        do {
            try await body()
            pace.note(isDone: true, at: .now)
        } catch {
            guard !Task.isCancelled else { return }
            logger.warning("\(failure)", metadata: ["error": "\(error)"])
            pace.note(isDone: false, at: .now)
        }
    }
}
