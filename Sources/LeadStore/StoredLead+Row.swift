import Leads
import Postgres
import Schema

extension StoredLead {
    /// Reads a row of `LeadStore.leadColumns`.
    init(_ row: Row) throws {
        let (id, created, occurred, outcomeAt, score) = try row.decode(
            PostgresUUID.self, PostgresTimestamp.self, PostgresTimestamp?.self,
            PostgresTimestamp?.self, Float?.self)
        self.id = LeadID(id)
        createdAt = try Timestamp(created)
        self.score = score
        self.outcomeAt = try outcomeAt.map { try Timestamp($0) }
        outcome = try Self.outcome(try row.decode(String?.self, at: 20))
        lead = try Self.lead(row, occurredAt: try occurred.map { try Timestamp($0) })
        decision = try Self.decision(row)
        route = try row.decode(PostgresUUID?.self, at: 26).map { RouteID($0) }
        isPending = try row.decode(Bool.self, at: 32)
    }

    private static func lead(_ row: Row, occurredAt: Timestamp?) throws -> EnrichedLead {
        EnrichedLead(
            firstName: try row.decode(at: 8), lastName: try row.decode(at: 9),
            email: try row.decode(at: 10), emailIsFree: try row.decode(at: 7),
            revenueTier: try row.decode(at: 6), tags: try row.decode(at: 21),
            phone: try row.decode(at: 11), company: try row.decode(at: 12),
            jobTitle: try row.decode(at: 13), industry: try row.decode(at: 14),
            country: try row.decode(at: 15), website: try row.decode(at: 16),
            employeeCount: try row.decode(at: 5), message: try row.decode(at: 17),
            source: try row.decode(at: 18), externalID: try row.decode(at: 19),
            occurredAt: occurredAt,
            attributes: try row.decode(JSONB?.self, at: 22).map { try attributes($0) })
    }

    private static func attributes(_ json: JSONB) throws -> JSONObject {
        guard case .object(let object) = try JSONValue.parse(json.bytes) else {
            throw StoreError(.unexpectedData, "A lead's attributes are no JSON object.")
        }
        return object
    }

    static func outcome(_ word: String?) throws -> Outcome? {
        guard let word else { return nil }
        guard let outcome = Outcome(rawValue: word) else {
            throw StoreError(.unexpectedData, "A lead has an unknown outcome: update the service.")
        }
        return outcome
    }
}
