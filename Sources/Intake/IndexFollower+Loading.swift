import LeadIndex
public import LeadStore
public import Logging

extension IndexFollower {
    /// Fills an empty index; returns where the change feed begins.
    ///
    /// A snapshot that is of this database, and since which every change is known, is used first;
    /// otherwise everything is read from the database. A lead whose vector is not usable is logged
    /// and left out.
    /// - Parameters:
    ///   - serving: What is to serve, with an empty index.
    ///   - store: The database.
    ///   - logger: Where trouble is told.
    ///   - snapshot: The file of the snapshot; nil for none.
    /// - Returns: Where the change feed begins.
    /// - Throws: `PostgresError`, or `SimilarityError` when there is no memory.
    public static func load(
        _ serving: Serving, _ store: LeadStore, _ logger: Logger, snapshot: String? = nil
    ) async throws -> ChangePosition {
        let stamped = try await store.restampRestored()
        if stamped > 0 {
            logger.notice(
                "The database came from another server, its leads were stamped anew",
                metadata: ["leads": "\(stamped)"])
        }
        if let snapshot,
            let position = try await loadSnapshot(snapshot, serving, store, logger)
        {
            return position
        }
        let load = IndexLoad(serving.index)
        let position = try await store.readIndex(
            generation: serving.generation, connections: loadingConnections, into: load)
        try load.finish()
        for (id, error) in load.refusedLeads { tell(id, error, logger) }
        if case .overBudget(let needed, let budget) = serving.indexState {
            logger.warning(
                "The index does not fit in its memory, PostgreSQL has to search",
                metadata: ["needed": "\(needed)", "LEADLINE_INDEX_MEMORY": "\(budget)"])
            try await loadLabelled(serving, store, logger)
        }
        return position
    }

    /// Reads what scores are made of, apart from all other leads.
    static func loadLabelled(
        _ serving: Serving, _ store: LeadStore, _ logger: Logger
    ) async throws {
        upsert(
            try await store.labelledLeads(generation: serving.generation.id), serving, logger)
    }

    /// The other half of the work is the server's, which reads the tables.
    private static let loadingConnections = 2
}
