public import Leads
public import Postgres

/// What changed since a moment of the change feed.
public struct LeadChanges: Sendable {
    /// Leads that are new or changed and have a vector of the generation.
    public var upserted: [IndexedLead]
    /// Leads that are gone, or have no vector of the generation.
    public var removed: [(workspace: WorkspaceID, id: LeadID)]
    /// Where the next reading begins.
    public var next: ChangePosition
}

/// A place in the change feed: all transactions below it have been seen.
///
/// Every row carries the id of the transaction that wrote it; a reading takes in what is visible
/// and begins again at the oldest transaction that was still under way, so that a commit that
/// comes late cannot be missed (PostgreSQL manual, section 9.28.2, `pg_snapshot_xmin`).
public struct ChangePosition: Sendable, Equatable {
    let transaction: UInt64

    /// Before the first transaction: everything is new.
    public static let start = ChangePosition(transaction: 0)
}

extension LeadStore {
    private static let indexColumns: SQL =
        """
        l.workspace_id, l.lead_id, l.country, l.revenue_tier, l.industry, l.source, l.tags,
        l.route_id, l.outcome, l.outcome_at, l.created_at, e.embedding
        """

    /// The position to follow the feed from when the index is loaded after this call.
    public func currentPosition() async throws(PostgresError) -> ChangePosition {
        ChangePosition(
            transaction: try await client.query(
                "select pg_snapshot_xmin(pg_current_snapshot())::text::xid8"
            ).value())
    }

    /// What has changed since `position`; some of it may have been reported before.
    public func changes(
        since position: ChangePosition, generation: Generation
    ) async throws -> LeadChanges {
        let next = try await currentPosition()
        let rows = try await client.query(
            """
            select \(Self.indexColumns) from leads l
            left join lead_embeddings e on e.workspace_id = l.workspace_id
                and e.model_id = \(generation.id) and e.lead_id = l.lead_id
            where l.change_xid >= \(position.transaction)
            """)
        var changes = LeadChanges(upserted: [], removed: [], next: next)
        for row in rows {
            if let lead = try IndexedLead(row) {
                changes.upserted.append(lead)
            } else {
                let (workspace, id) = try row.decode(PostgresUUID.self, PostgresUUID.self)
                changes.removed.append((WorkspaceID(workspace), LeadID(id)))
            }
        }
        let deleted = try await client.query(
            """
            select workspace_id, lead_id from lead_deletions
            where change_xid >= \(position.transaction)
            """)
        for row in deleted {
            let (workspace, id) = try row.decode(PostgresUUID.self, PostgresUUID.self)
            changes.removed.append((WorkspaceID(workspace), LeadID(id)))
        }
        return changes
    }

    /// Hands over all leads that have a vector of the generation, in pages.
    ///
    /// - Parameter page: How many leads a page has at most.
    public func forEachIndexedLead(
        generation: Generation, page: Int = 10_000, _ body: ([IndexedLead]) throws -> Void
    ) async throws {
        var last = (PostgresUUID(high: 0, low: 0), PostgresUUID(high: 0, low: 0))
        while true {
            let rows = try await client.query(
                """
                select \(Self.indexColumns) from lead_embeddings e
                join leads l on l.workspace_id = e.workspace_id and l.lead_id = e.lead_id
                where e.model_id = \(generation.id)
                    and (e.workspace_id, e.lead_id) > (\(last.0), \(last.1))
                order by e.workspace_id, e.lead_id limit \(page)
                """)
            guard let end = rows.last else { return }
            try body(rows.map { row in row }.compactMap { row in try IndexedLead(row) })
            last = try end.decode(PostgresUUID.self, PostgresUUID.self)
        }
    }
}
