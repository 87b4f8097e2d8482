public import Leads
import Postgres
public import Schema

/// A lead in a list.
public struct ListedLead: Sendable, Equatable {
    /// The lead.
    public var lead: LeadBrief
    /// When it was stored.
    public var createdAt: Timestamp

    /// Makes the entry of its parts.
    public init(lead: LeadBrief, createdAt: Timestamp) {
        self.lead = lead
        self.createdAt = createdAt
    }

    /// Where a list that ends with it goes on.
    public var place: ListPlace { ListPlace(createdAt: createdAt.microseconds, id: lead.id) }
}

/// A place in the list of leads: behind a moment and, among those of the same, an id.
public struct ListPlace: Sendable, Hashable {
    /// When the lead before it was stored, microseconds since 1970.
    public let createdAt: Int64
    /// The lead before it.
    public let id: LeadID

    /// Makes the place of its parts.
    public init(createdAt: Int64, id: LeadID) {
        self.createdAt = createdAt
        self.id = id
    }
}

extension LeadStore {
    /// A page of the leads that pass a filter, newest first, those of one moment by falling id.
    ///
    /// - Parameters:
    ///   - filter: What the leads must fulfil.
    ///   - workspace: The workspace.
    ///   - place: Where the page before ended; nil for the first.
    ///   - limit: How many at most.
    /// - Returns: The leads.
    /// - Throws: `PostgresError`; ``StoreError`` for a moment beyond the year 9999.
    public func list(
        _ filter: LeadFilter, of workspace: WorkspaceID, after place: ListPlace?, limit: Int
    ) async throws -> [ListedLead] {
        var behind: SQL = ""
        if let place {
            let moment = PostgresTimestamp(microsecondsSince1970: place.createdAt)
            behind = "and (l.created_at, l.lead_id) < (\(moment), \(place.id.uuid))"
        }
        let sql: SQL = """
            select \(Self.briefColumns), created_at from leads l
            where l.workspace_id = \(workspace.uuid) \(filter.conditions ?? "") \(behind)
            order by l.created_at desc, l.lead_id desc limit \(limit)
            """
        // A filter may let few leads through, far apart: that may take long.
        let rows = try await filter.isEmpty ? client.query(sql) : queryAlone(sql)
        return try rows.map { row in row }.map { row in
            ListedLead(
                lead: try LeadBrief(row),
                createdAt: try Timestamp(try row.decode(PostgresTimestamp.self, at: 12)))
        }
    }
}
