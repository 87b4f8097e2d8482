public import Leads
public import Postgres

/// How many leads of a workspace a search can find.
public struct Coverage: Sendable, Equatable {
    /// The leads that have a vector of the generation.
    public let embedded: Int
    /// All leads, those without a text included.
    public let total: Int
    /// The leads whose vector is still to be made.
    public let pending: Int

    /// Makes it of its numbers.
    public init(embedded: Int, total: Int, pending: Int) {
        self.embedded = embedded
        self.total = total
        self.pending = pending
    }

    /// The leads that have no vector and wait for none, such as those without a text.
    public var vectorless: Int { max(0, total - embedded - pending) }

    /// The leads with a vector among all, 0…1; 1 when there is no lead.
    public var share: Double { total == 0 ? 1 : Double(embedded) / Double(total) }
}

extension LeadStore {
    /// Counts the leads of a workspace and those that have a vector of the generation; returns also
    /// when, in microseconds since 1970 by the database's clock.
    ///
    /// PostgreSQL counts with one process, as leads that come in meanwhile need the others.
    ///
    /// - Complexity: Linear in the leads: some 100 ms for a million. Not for each request.
    public func coverage(
        of workspace: WorkspaceID, generation: Int32
    ) async throws -> (coverage: Coverage, at: Int64) {
        try await client.transaction { connection in
            try await connection.execute(
                script: "set local max_parallel_workers_per_gather = 0")
            let (embedded, total, pending, moment) = try await connection.query(
                """
                select
                    (select count(*) from lead_embeddings
                        where workspace_id = \(workspace.uuid) and model_id = \(generation)),
                    (select count(*) from leads where workspace_id = \(workspace.uuid)),
                    (select count(*) from pending_embeddings
                        where workspace_id = \(workspace.uuid)),
                    now()
                """
            ).only().decode(Int.self, Int.self, Int.self, PostgresTimestamp.self)
            let coverage = Coverage(embedded: embedded, total: total, pending: pending)
            return (coverage, moment.microsecondsSince1970)
        }
    }

    /// Counts the leads of a workspace whose vector is still to be made.
    public func pendingLeads(of workspace: WorkspaceID) async throws(PostgresError) -> Int {
        try await client.query(
            "select count(*) from pending_embeddings where workspace_id = \(workspace.uuid)"
        ).value()
    }
}
