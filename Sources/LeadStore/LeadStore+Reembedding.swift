public import Leads
public import Postgres

/// A lead that has no vector of a generation yet.
public struct UnembeddedLead: Sendable {
    /// The workspace of the lead.
    public let workspace: WorkspaceID
    /// The lead.
    public let id: LeadID
    /// The fields its text is made of, and no others.
    public let lead: EnrichedLead
}

extension LeadStore {
    /// Leads without a vector of the generation, in the order of their keys.
    ///
    /// A lead whose text gives no vector is among them each time: go on behind the last of a page.
    public func leadsWithoutVector(
        of generation: Generation, after last: UnembeddedLead?, limit: Int
    ) async throws -> [UnembeddedLead] {
        let start = (
            last?.workspace.uuid ?? PostgresUUID(high: 0, low: 0),
            last?.id.uuid ?? PostgresUUID(high: 0, low: 0)
        )
        let rows = try await client.query(
            """
            select workspace_id, lead_id, job_title, company, industry, tags, message from leads l
            where (workspace_id, lead_id) > (\(start.0), \(start.1)) and not exists (
                select from lead_embeddings e where e.model_id = \(generation.id)
                    and e.workspace_id = l.workspace_id and e.lead_id = l.lead_id)
            order by workspace_id, lead_id limit \(limit)
            """)
        return try rows.map { row throws(PostgresError) in
            let (workspace, id, title, company, industry, tags, message) = try row.decode(
                PostgresUUID.self, PostgresUUID.self, String?.self, String?.self, String?.self,
                [String].self, String?.self)
            return UnembeddedLead(
                workspace: WorkspaceID(workspace), id: LeadID(id),
                lead: EnrichedLead(
                    firstName: "", email: "", emailIsFree: false, revenueTier: 0, tags: tags,
                    company: company, jobTitle: title, industry: industry, message: message))
        }
    }

    /// Stores vectors of a generation; leads that are gone meanwhile are passed over, and the
    /// leads are stamped as changed so that every index takes them up.
    ///
    /// - Parameters:
    ///   - vectors: The leads and their vectors, of the generation's dimensions.
    ///   - generation: The generation.
    ///   - touching: Whether to stamp the leads: needed when the generation is active.
    /// - Throws: `PostgresError`.
    public func addVectors(
        _ vectors: [(lead: UnembeddedLead, vector: [Float])], to generation: Generation,
        touching: Bool
    ) async throws {
        let type = try await client.compositeType(named: "vector_in")
        let rows = try vectors.map { item in
            var row = CompositeRow(of: type, minimumCapacity: 64 + 4 * item.vector.count)
            try row.append(item.lead.workspace.uuid)
            try row.append(item.lead.id.uuid)
            try row.append(vector: item.vector.span)
            return try row.finish()
        }
        let array = CompositeArray(of: type, rows: rows)
        _ = try await client.query(
            """
            with stored as (
                insert into lead_embeddings (workspace_id, lead_id, model_id, embedding)
                select v.workspace_id, v.lead_id, \(generation.id), v.embedding
                from unnest(\(array)::vector_in[]) v join leads using (workspace_id, lead_id)
                on conflict do nothing returning workspace_id, lead_id)
            update leads l set updated_at = l.updated_at from stored s
            where \(touching) and l.workspace_id = s.workspace_id and l.lead_id = s.lead_id
            """)
    }

    /// How many leads there are, and how many have a vector of the generation.
    public func coverage(
        of generation: Generation
    ) async throws(PostgresError) -> (leads: Int, vectors: Int) {
        try await client.query(
            """
            select (select count(*) from leads),
                (select count(*) from lead_embeddings where model_id = \(generation.id))
            """
        ).only().decode(Int.self, Int.self)
    }
}
