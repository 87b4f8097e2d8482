public import Leads
public import Postgres
public import Schema

extension LeadStore {
    static let leadColumns: SQL =
        """
        lead_id, created_at, occurred_at, outcome_at, score, employee_count, revenue_tier,
        email_is_free, first_name, last_name, email, phone, company, job_title, industry, country,
        website, message, source, external_id, outcome, tags, attributes, neighbour_ids,
        neighbour_similarities, neighbour_outcomes, route_id, candidate_ids, candidate_names,
        candidate_similarities, candidate_rules,
        (select array[m.name, m.content_hash, m.text_template::text]
            from embedding_models m where m.model_id = leads.model_id),
        exists (select from pending_embeddings p
            where p.workspace_id = leads.workspace_id and p.lead_id = leads.lead_id),
        coalesce(decided_route_id, route_id), route_name, route_version, route_similarity,
        route_reason, route_threshold, coalesce(decided_score, score), score_absence,
        score_base_rate, score_labelled
        """

    /// One lead; nil when the workspace has no such lead.
    public func lead(_ id: LeadID, of workspace: WorkspaceID) async throws -> StoredLead? {
        let rows = try await client.query(
            """
            select \(Self.leadColumns) from leads
            where workspace_id = \(workspace.uuid) and lead_id = \(id.uuid)
            """)
        return try rows.first.map { row in try StoredLead(row) }
    }

    /// Notes what became of a lead; nil takes an outcome back.
    ///
    /// - Returns: The lead as it is stored now; nil when the workspace has no such lead.
    public func setOutcome(
        _ outcome: Outcome?, at moment: Timestamp?, of id: LeadID, in workspace: WorkspaceID
    ) async throws -> StoredLead? {
        let rows = try await client.query(
            """
            update leads set outcome = \(outcome?.rawValue as String?),
                outcome_at = case when \(outcome?.rawValue as String?) is null then null
                    else coalesce(\(moment?.postgres as PostgresTimestamp?), now()) end
            where workspace_id = \(workspace.uuid) and lead_id = \(id.uuid)
            returning \(Self.leadColumns)
            """)
        return try rows.first.map { row in try StoredLead(row) }
    }

    /// Deletes a lead, its vector and its decision.
    ///
    /// - Returns: Whether there was such a lead.
    public func deleteLead(
        _ id: LeadID, of workspace: WorkspaceID
    ) async throws(PostgresError) -> Bool {
        let rows = try await client.query(
            "delete from leads where workspace_id = \(workspace.uuid) and lead_id = \(id.uuid)")
        return rows.affectedRows > 0
    }

    /// How many leads a workspace has.
    public func leadCount(of workspace: WorkspaceID) async throws(PostgresError) -> Int {
        try await client.query(
            "select count(*) from leads where workspace_id = \(workspace.uuid)"
        ).value()
    }
}
