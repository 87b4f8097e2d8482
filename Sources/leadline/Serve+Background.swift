import Intake
import LeadSearch
import Leads
import Logging

extension Serve {
    /// Does what goes on beside answering requests, until it is cancelled.
    func runBeside(
        _ session: Session, _ search: LeadSearch, _ logger: Logger
    ) async {
        let pending = PendingEmbedding(
            intake: session.intake, workspaces: [session.workspace.slug], logger: logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await pending.run() }
            group.addTask {
                await session.intake.watchCoverage(ofWorkspaces: [session.workspace.id])
            }
            group.addTask { await search.recall.run() }
        }
    }
}
