import Leads
public import Postgres

extension LeadStore {
    /// Whether any lead waits for its vector and may be tried now.
    public func hasDuePending() async throws(PostgresError) -> Bool {
        try await client.query(
            "select exists (select from pending_embeddings where next_try_at <= now())"
        ).value()
    }

    /// Leads that wait for their vector and may be tried now, those that wait longest first.
    ///
    /// - Parameters:
    ///   - limit: How many at most.
    ///   - skipsLocked: Whether leads that somebody is changing are passed over.
    /// - Returns: The leads with their texts.
    /// - Throws: `PostgresError`.
    public func duePending(
        limit: Int, skipsLocked: Bool = false
    ) async throws(PostgresError) -> [PendingLead] {
        let locking = SQL(unsafeSQL: skipsLocked ? "for no key update of l skip locked" : "")
        let rows = try await client.query(
            """
            select \(Self.textColumns), p.asked_xid
            from pending_embeddings p join leads l using (workspace_id, lead_id)
            where p.next_try_at <= now()
            order by p.next_try_at, workspace_id, lead_id limit \(limit) \(locking)
            """)
        return try rows.map { row throws(PostgresError) in try PendingLead(row) }
    }

    /// Stores the vectors of pending leads, which wait no longer.
    ///
    /// A lead whose text has changed since it was read keeps waiting, and one that is gone is passed
    /// over. The leads are stamped as changed, so that every index takes them up.
    ///
    /// - Parameters:
    ///   - vectors: The leads and their vectors.
    ///   - generation: The generation of the vectors.
    ///   - skipsLocked: Whether leads that somebody is changing keep waiting too, rather than to be
    ///     waited for with locks on others; the price is to make these vectors again.
    /// - Returns: How many leads wait no longer.
    /// - Throws: `PostgresError`.
    public func settle(
        _ vectors: [(pending: PendingLead, vector: LeadVector)], generation: Int32,
        skipsLocked: Bool
    ) async throws(PostgresError) -> Int {
        let array = try await compositeArray(of: vectors.map(\.vector))
        let skipping = SQL(unsafeSQL: skipsLocked ? "skip locked" : "")
        return try await client.query(
            """
            with given as materialized (
                select * from unnest(\(array)::hashed_vector_in[],
                    \(vectors.map { String($0.pending.asked) }))
                    as v (workspace_id, lead_id, text_hash, embedding, asked)),
            held as materialized (
                select g.* from given g join leads l using (workspace_id, lead_id)
                order by workspace_id, lead_id for no key update of l \(skipping)),
            settled as (
                delete from pending_embeddings p using held h
                where p.workspace_id = h.workspace_id and p.lead_id = h.lead_id
                    and p.asked_xid::text = h.asked
                returning h.workspace_id, h.lead_id, h.text_hash, h.embedding),
            stored as (
                insert into lead_embeddings as e
                    (workspace_id, lead_id, model_id, embedding, text_hash)
                select workspace_id, lead_id, \(generation), embedding, text_hash from settled
                on conflict (workspace_id, lead_id, model_id) do update
                    set embedding = excluded.embedding, text_hash = excluded.text_hash
                returning e.workspace_id, e.lead_id)
            update leads l set change_xid = pg_current_xact_id() from stored s
            where l.workspace_id = s.workspace_id and l.lead_id = s.lead_id
            """
        ).affectedRows
    }

    /// Forgets pending leads whose text gives no vector, unless it has changed or is being changed;
    /// returns how many.
    public func forget(_ pending: [PendingLead]) async throws(PostgresError) -> Int {
        guard !pending.isEmpty else { return 0 }
        return try await client.query(
            """
            with given as materialized (
                select q.workspace_id, q.lead_id
                from unnest(\(pending.map(\.lead.workspace.uuid)), \(pending.map(\.lead.id.uuid)),
                    \(pending.map { String($0.asked) })) as f (workspace_id, lead_id, asked)
                join pending_embeddings q using (workspace_id, lead_id)
                where q.asked_xid::text = f.asked for update of q skip locked)
            delete from pending_embeddings p using given g
            where p.workspace_id = g.workspace_id and p.lead_id = g.lead_id
            """
        ).affectedRows
    }

    /// Puts a lead off that the model refuses by itself: a minute, two, four … six hours.
    public func putOff(_ pending: PendingLead, problem: String) async throws(PostgresError) {
        _ = try await client.query(
            """
            update pending_embeddings set attempts = attempts + 1, problem = \(problem),
                next_try_at = now() + least(
                    interval '6 hours', interval '1 minute' * power(2, least(attempts, 10)))
            where workspace_id = \(pending.lead.workspace.uuid)
                and lead_id = \(pending.lead.id.uuid)
                and asked_xid = \(pending.asked)
            """)
    }

    /// Has all leads that were put off tried again at once: another model, or another setting of
    /// it, may take them.
    public func retryPending() async throws(PostgresError) {
        _ = try await client.query(
            """
            update pending_embeddings set next_try_at = now(), attempts = 0
            where next_try_at > now()
            """)
    }

    /// Notes every lead that has a text and no vector of a generation as pending.
    ///
    /// - Returns: How many were not pending before.
    public func notePending(without generation: Generation) async throws(PostgresError) -> Int {
        try await client.query(
            """
            insert into pending_embeddings (workspace_id, lead_id)
            select workspace_id, lead_id from leads l
            where not exists (
                    select from lead_embeddings e where e.workspace_id = l.workspace_id
                        and e.lead_id = l.lead_id and e.model_id = \(generation.id))
                and \(Self.hasText)
            on conflict do nothing
            """
        ).affectedRows
    }

    /// Notes leads as pending that have a text and no vector of the active generation; those that
    /// are pending already stay as they are.
    public func notePending(
        _ changes: some Collection<LeadChange>
    ) async throws(PostgresError) {
        _ = try await client.query(
            """
            insert into pending_embeddings (workspace_id, lead_id)
            select workspace_id, lead_id
            from unnest(\(changes.map(\.workspace.uuid)), \(changes.map(\.id.uuid)))
                as w (workspace_id, lead_id) join leads l using (workspace_id, lead_id)
            where \(Self.hasText)
                and not exists (
                    select from pending_embeddings p
                    where p.workspace_id = w.workspace_id and p.lead_id = w.lead_id)
                and not exists (
                    select from lead_embeddings e join embedding_models m using (model_id)
                    where m.state = 'active'
                        and e.workspace_id = w.workspace_id and e.lead_id = w.lead_id)
            order by workspace_id, lead_id for key share of l on conflict do nothing
            """)
    }

    /// The condition that a lead, as `l`, has a text to be embedded.
    private static let hasText: SQL =
        """
        (coalesce(l.job_title, '') || coalesce(l.company, '') || coalesce(l.industry, '')
            || coalesce(l.message, '') <> '' or l.tags <> '{}')
        """
}
