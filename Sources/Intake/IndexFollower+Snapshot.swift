import LeadIndex
public import LeadStore
import Leads
import Logging

extension IndexFollower {
    /// Past so many changes reading everything is faster than catching up.
    private static let mostChanges = 50_000

    /// Fills the index from a snapshot and brings it up to date.
    ///
    /// - Returns: Where the change feed begins; nil, with the reason in the log and the index empty
    ///   again, when the snapshot is not to be used.
    static func loadSnapshot(
        _ path: String, _ serving: Serving, _ store: LeadStore, _ logger: Logger
    ) async throws -> ChangePosition? {
        do {
            guard let reader = try SnapshotReader(path: path) else {
                logger.info("There is no snapshot of the index yet", metadata: ["file": "\(path)"])
                return nil
            }
            try await check(reader.header, serving, store)
            let changes = try await store.changes(since: reader.header.position)
            guard changes.written.count <= mostChanges else {
                throw SnapshotError(
                    .outdated, "\(changes.written.count) leads have changed since it was made")
            }
            let load = IndexLoad(serving.index)
            try await load.take(reader)
            try load.finish(isReady: false)
            try await catchUp(changes, serving, store, logger)
            try await loadLabelled(serving, store, logger)
            serving.index.finishLoading()
            return changes.next
        } catch let error as SnapshotError {
            logger.warning(
                "The snapshot of the index is not used, all is read from PostgreSQL",
                metadata: ["file": "\(path)", "reason": "\(error)"])
            serving.index.removeAll()
            return nil
        }
    }

    private static func check(
        _ header: SnapshotHeader, _ serving: Serving, _ store: LeadStore
    ) async throws {
        let generation = serving.generation
        guard header.generation == generation.id, header.seed == generation.seed,
            header.dimensions == generation.dimensions
        else { throw SnapshotError(.foreign, "it is of another model") }
        guard header.database == (try await store.databaseIdentity()) else {
            throw SnapshotError(.foreign, "it is of another database")
        }
        guard try await store.knowsAllChanges(since: header.id) else {
            throw SnapshotError(
                .outdated, "the database does not know any more what was deleted since")
        }
    }

    private static func catchUp(
        _ changes: LeadChanges, _ serving: Serving, _ store: LeadStore, _ logger: Logger
    ) async throws {
        let missing = serving.index.missing(changes.written)
        for start in stride(from: 0, to: missing.count, by: 1000) {
            let part = missing[start..<min(start + 1000, missing.count)]
            let leads = try await store.indexedLeads(part, generation: serving.generation.id)
            let found = Set(leads.map(\.id))
            // Those that have lost their vector; the gaps are filled when the service runs.
            for change in part where !found.contains(change.id) {
                try serving.index.remove(change.id, workspace: change.workspace)
            }
            upsert(leads, serving, logger)
        }
        for change in changes.deleted {
            try serving.index.remove(change.id, workspace: change.workspace)
        }
    }

    /// Writes a snapshot of the index as it is; trouble is logged, and the service goes on.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - position: Up to where the index has followed the change feed.
    public func saveSnapshot(to path: String, at position: ChangePosition) async {
        let serving = intake.serving
        guard serving.indexState == .ready else { return }
        do {
            let header = SnapshotHeader(
                id: .make(), database: try await intake.store.databaseIdentity(),
                generation: serving.generation, position: position)
            guard try await intake.store.hasGoneOn(since: position) else {
                throw SnapshotError(.outdated, "PostgreSQL may have crashed meanwhile")
            }
            try await intake.store.noteSnapshot(
                header.id, of: serving.generation.id, at: position)
            let leads = try serving.index.writeSnapshot(header, to: path)
            logger.info(
                "The index was written to its snapshot",
                metadata: ["file": "\(path)", "leads": "\(leads)"])
        } catch {
            logger.warning(
                "The snapshot of the index could not be written, the one before stays",
                metadata: ["file": "\(path)", "error": "\(error)"])
        }
    }
}
