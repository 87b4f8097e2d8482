import Digests
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

/// A page of leads, and which of them have no vector yet.
public struct UnembeddedPage: Sendable {
    /// The leads of the page that have no vector of the generation.
    public let leads: [UnembeddedLead]
    /// How many leads the page had.
    public let count: Int
    /// Its last lead, behind which the next page begins; nil behind the last page.
    public let last: LeadChange?
}

extension LeadStore {
    static let textColumns: SQL =
        "l.workspace_id, l.lead_id, l.job_title, l.company, l.industry, l.tags, l.message"

    /// A page of all leads, in the order of their keys, with those that have no vector.
    public func unembeddedPage(
        of generation: Generation, after last: LeadChange?, limit: Int
    ) async throws(PostgresError) -> UnembeddedPage {
        let start = last?.workspace.uuid ?? PostgresUUID(high: 0, low: 0)
        let startLead = last?.id.uuid ?? PostgresUUID(high: 0, low: 0)
        // The texts of leads that have their vector stay on the server; the last row of the page
        // comes always, as the next page begins behind it.
        let rows = try await client.query(
            """
            select * from (
                select l.*, exists (
                        select from lead_embeddings e where e.workspace_id = l.workspace_id
                            and e.lead_id = l.lead_id and e.model_id = \(generation.id)) as done,
                    count(*) over () as total,
                    row_number() over (order by workspace_id, lead_id) as place
                from (
                    select \(Self.textColumns) from leads l
                    where (workspace_id, lead_id) > (\(start), \(startLead))
                    order by workspace_id, lead_id limit \(limit)) l) page
            where not done or place = total order by place
            """)
        let leads = try rows.map { row throws(PostgresError) in
            (lead: try UnembeddedLead(row), isDone: try row.decode(Bool.self, at: 7))
        }
        return UnembeddedPage(
            leads: leads.filter { !$0.isDone }.map(\.lead),
            count: try rows.last?.decode(Int.self, at: 8) ?? 0,
            last: leads.last.map {
                LeadChange(workspace: $0.lead.workspace, id: $0.lead.id, transaction: 0)
            })
    }
}

extension UnembeddedLead {
    /// Reads a row of `LeadStore.textColumns`.
    init(_ row: Row) throws(PostgresError) {
        let (workspace, id, title, company, industry, tags, message) = try row.decode(
            PostgresUUID.self, PostgresUUID.self, String?.self, String?.self, String?.self,
            [String].self, String?.self)
        self.workspace = WorkspaceID(workspace)
        self.id = LeadID(id)
        lead = EnrichedLead(
            firstName: "", email: "", emailIsFree: false, revenueTier: 0, tags: tags,
            company: company, jobTitle: title, industry: industry, message: message)
    }
}

extension LeadStore {
    /// Stores vectors of a generation; leads that are gone meanwhile are passed over, and the
    /// leads are stamped as changed so that every index takes them up.
    ///
    /// - Parameters:
    ///   - vectors: The leads and their vectors.
    ///   - generation: The generation.
    ///   - touching: Whether to stamp the leads: needed when the generation is active.
    /// - Throws: `PostgresError`.
    public func addVectors(
        _ vectors: [LeadVector], to generation: Generation, touching: Bool
    ) async throws {
        let array = try await compositeArray(of: vectors)
        _ = try await client.query(
            """
            with held as materialized (
                select v.workspace_id, v.lead_id, v.embedding, v.text_hash
                from unnest(\(array)::hashed_vector_in[]) v
                join leads l using (workspace_id, lead_id)
                order by workspace_id, lead_id for key share of l),
            stored as (
                insert into lead_embeddings
                    (workspace_id, lead_id, model_id, embedding, text_hash)
                select workspace_id, lead_id, \(generation.id), embedding, text_hash from held
                on conflict do nothing returning workspace_id, lead_id)
            update leads l set change_xid = pg_current_xact_id() from stored s
            where \(touching) and l.workspace_id = s.workspace_id and l.lead_id = s.lead_id
            """)
    }

    /// Vectors as one array of `hashed_vector_in` (migration 0004).
    func compositeArray(
        of vectors: [LeadVector]
    ) async throws(PostgresError) -> CompositeArray {
        let type = try await client.compositeType(named: "hashed_vector_in")
        let rows = try vectors.map { item throws(PostgresError) in
            var row = CompositeRow(of: type, minimumCapacity: 128 + 4 * item.vector.count)
            try row.append(item.lead.workspace.uuid)
            try row.append(item.lead.id.uuid)
            try row.append(item.textHash?.bytea)
            try row.append(vector: item.vector.span)
            return try row.finish()
        }
        return CompositeArray(of: type, rows: rows)
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
