public import Leads
public import Postgres

extension LeadStore {
    /// Which database this is.
    public func databaseIdentity() async throws(PostgresError) -> DatabaseIdentity {
        let row = try await client.query(
            "select system_identifier, 'leads'::regclass::oid from pg_control_system()"
        ).only()
        let (system, table) = try row.decode(Int64.self, UInt32.self)
        return DatabaseIdentity(system: system, table: table)
    }

    /// Notes that a snapshot of an index is about to be made, and forgets those of a month ago.
    public func noteSnapshot<Subject>(
        _ id: Identifier<Subject>, of generation: Int32, at position: ChangePosition
    ) async throws(PostgresError) {
        _ = try await client.query(
            """
            insert into index_snapshots (snapshot_id, change_xid, model_id)
            values (\(id.uuid), \(position.transaction), \(generation))
            """)
        _ = try await client.query(
            "delete from index_snapshots where made_at < now() - interval '30 days'")
    }

    /// Whether the feed knows every change since a snapshot was made.
    public func knowsAllChanges<Subject>(
        since id: Identifier<Subject>
    ) async throws(PostgresError) -> Bool {
        try await client.query(
            """
            select exists (select from index_snapshots where snapshot_id = \(id.uuid)
                and change_xid <= pg_snapshot_xmin(pg_current_snapshot())::text::xid8)
            """
        ).value()
    }
}
