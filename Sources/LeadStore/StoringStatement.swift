import Leads
import Postgres

/// The statement that stores a batch: its rows and its vectors, all or nothing.
struct StoringStatement {
    /// Whether a lead that is there already, by its id or its `external_id`, is passed over.
    ///
    /// To look for such leads first costs a tenth of storing them; without, they fail the statement.
    var keepsFirsts: Bool
    private let batch: CompositeArray
    private let lockLimit: SQL
    private let allHaveVectors: Bool

    init(_ batch: CompositeArray, of leads: [NewLead], lockLimit: SQL) {
        self.batch = batch
        self.lockLimit = lockLimit
        // Ids are made for the leads: only an external id, or a batch sent again, meets one.
        keepsFirsts = leads.contains { $0.lead.externalID != nil }
        allHaveVectors = leads.allSatisfy { $0.vector != nil }
    }

    /// Whether the statement fails only because leads are there already, or may.
    func mayBeForgiven(_ error: PostgresError) -> Bool {
        !keepsFirsts && error.sqlState == "23505"
    }

    /// The statement; its answer is read by ``Answer``.
    ///
    /// A lead whose row a trigger of the database keeps out, or stores under another key, gets no
    /// vector, and its id is missing in the answer.
    var sql: SQL {
        let passingOver = SQL(unsafeSQL: keepsFirsts ? "on conflict do nothing" : "")
        let rows = SQL(
            unsafeSQL: allHaveVectors ? "null::uuid[]" : "array(select lead_id from stored)")
        return """
            with stored as (
                insert into leads (\(Self.columns))
                select \(Self.columns) from unnest(\(batch)::lead_in[]) where \(lockLimit)
                \(passingOver)
                returning workspace_id, lead_id),
            vectors as (
                insert into lead_embeddings (workspace_id, lead_id, model_id, embedding)
                select s.workspace_id, s.lead_id, i.model_id, i.embedding
                from unnest($1::lead_in[]) i
                join stored s on s.lead_id = i.lead_id and s.workspace_id = i.workspace_id
                where i.embedding is not null
                returning lead_id)
            select array(select lead_id from vectors), \(rows), pg_current_xact_id(), now(),
                not \(Self.meetsTriggers)
            """
    }

    /// Whether somebody has added a trigger to what is inserted: it may change leads or store more.
    private static let meetsTriggers: SQL =
        """
        exists (select from pg_trigger
            where tgrelid = any (
                    array['leads'::regclass, 'lead_embeddings'::regclass]::oid[]
                    || array(select inhrelid from pg_inherits
                        where inhparent = 'lead_embeddings'::regclass))
                and not tgisinternal and tgtype & 4 <> 0
                and tgname not in ('leads_note_pending', 'leads_take_decision'))
        """

    private static let columns: SQL =
        """
        workspace_id, lead_id, route_id, occurred_at, score, employee_count, model_id,
        revenue_tier, email_is_free, first_name, last_name, email, phone, company, job_title,
        industry, country, website, message, source, external_id, tags, attributes, neighbour_ids,
        neighbour_similarities, neighbour_outcomes, candidate_ids, candidate_names,
        candidate_similarities, candidate_rules, route_name, route_reason, route_version,
        route_similarity, route_threshold, score_absence, score_base_rate, score_labelled
        """
}

extension StoringStatement {
    /// What the statement stored.
    struct Answer {
        private let vectors: Set<PostgresUUID>
        /// The rows; nil when each has a vector beside it.
        private let rows: Set<PostgresUUID>?
        /// What PostgreSQL notes of all of them.
        let mark: StoredMark

        init(_ answer: Rows) throws(PostgresError) {
            let (vectors, rows, transaction, moment, isAsSent) = try answer.only().decode(
                [PostgresUUID].self, [PostgresUUID]?.self, UInt64.self, PostgresTimestamp.self,
                Bool.self)
            self.vectors = Set(vectors)
            self.rows = rows.map { Set($0) }
            mark = StoredMark(transaction: transaction, at: moment, isAsSent: isAsSent)
        }

        /// Whether a lead was stored, and its vector beside it when it has one.
        func holds(_ lead: NewLead) -> Bool {
            lead.vector == nil
                ? rows?.contains(lead.id.uuid) ?? false : vectors.contains(lead.id.uuid)
        }
    }
}
