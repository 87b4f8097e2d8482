public import Leads
public import Postgres

/// A lead that was written or deleted.
public struct LeadChange: Sendable, Hashable {
    /// The workspace of the lead.
    public let workspace: WorkspaceID
    /// The lead.
    public let id: LeadID
    /// The transaction that wrote or deleted it (`xid8`).
    public let transaction: UInt64

    /// Names a change.
    public init(workspace: WorkspaceID, id: LeadID, transaction: UInt64) {
        self.workspace = workspace
        self.id = id
        self.transaction = transaction
    }
}

/// What changed since a position.
public struct LeadChanges: Sendable {
    /// Leads that are new or changed; some may have been reported before.
    public let written: [LeadChange]
    /// Leads that are gone; some may have been reported before.
    public let deleted: [LeadChange]
    /// Where the next reading begins.
    public let next: ChangePosition
}

extension LeadStore {
    /// The position from which to follow the feed when everything is loaded after this call.
    public func currentPosition() async throws(PostgresError) -> ChangePosition {
        try ChangePosition(
            try await client.query("select \(ChangePosition.currentColumns)").only(), at: 0)
    }

    /// Whether the server has gone on since a position was read; it may have crashed if not.
    public func hasGoneOn(since position: ChangePosition) async throws(PostgresError) -> Bool {
        try await currentPosition().continues(position)
    }

    /// What has changed since `position`.
    ///
    /// - Complexity: As many rows are read as have changed, however long a transaction stays open.
    /// - Parameters:
    ///   - position: Where the last reading ended.
    ///   - known: Transactions that need not be read, as the caller knows all that they stored.
    /// - Returns: What has changed.
    /// - Throws: `PostgresError`.
    public func changes(
        since position: ChangePosition, besides known: Set<UInt64> = []
    ) async throws(PostgresError) -> LeadChanges {
        // Read first: what commits between the two statements is then reported twice, never missed.
        let next = try await currentPosition()
        let isNew = next.start(after: position, besides: known).isNew
        let written = try await client.query(
            "select workspace_id, lead_id, change_xid from leads where \(isNew)")
        let deleted = try await client.query(
            """
            select workspace_id, lead_id, change_xid from lead_deletions d
            where (\(isNew)) and not exists (
                select from leads l
                where l.workspace_id = d.workspace_id and l.lead_id = d.lead_id)
            """)
        return LeadChanges(
            written: try written.map { row throws(PostgresError) in try LeadChange(row) },
            deleted: try deleted.map { row throws(PostgresError) in try LeadChange(row) },
            next: next.following(position))
    }
}

extension LeadStore {
    /// Stamps anew what a restored database brought along from another server.
    ///
    /// There transactions had other numbers: a lead with one that this server has not given out
    /// yet would stand in the feed for ever.
    ///
    /// - Returns: How many leads were stamped.
    public func restampRestored() async throws(PostgresError) -> Int {
        _ = try await client.query(
            """
            delete from lead_deletions
            where change_xid >= pg_snapshot_xmax(pg_current_snapshot())::text::xid8
            """)
        var stamped = 0
        while true {
            let rows = try await client.query(
                """
                update leads l set change_xid = pg_current_xact_id() from (
                    select workspace_id, lead_id from leads
                    where change_xid >= pg_snapshot_xmax(pg_current_snapshot())::text::xid8
                    limit 10000) old
                where l.workspace_id = old.workspace_id and l.lead_id = old.lead_id
                """)
            if rows.affectedRows == 0 { return stamped }
            stamped += rows.affectedRows
        }
    }

    /// Forgets deletions of more than a day ago, which every running process has seen, and with
    /// them the snapshots that may not know them.
    public func pruneDeletions() async throws(PostgresError) {
        _ = try await client.query(
            """
            with forgotten as (
                delete from lead_deletions where deleted_at < now() - interval '1 day'
                    and change_xid < pg_snapshot_xmin(pg_current_snapshot())::text::xid8
                returning change_xid)
            delete from index_snapshots where change_xid <= (
                select change_xid from forgotten order by change_xid desc limit 1)
            """)
    }
}

extension LeadChange {
    fileprivate init(_ row: Row) throws(PostgresError) {
        let (workspace, id, transaction) = try row.decode(
            PostgresUUID.self, PostgresUUID.self, UInt64.self)
        self.workspace = WorkspaceID(workspace)
        self.id = LeadID(id)
        self.transaction = transaction
    }
}
