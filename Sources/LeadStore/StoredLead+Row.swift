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
        route = try row.decode(PostgresUUID?.self, at: 27).map { RouteID($0) }
        isPending = try row.decode(Bool.self, at: 28)
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

    /// The decision, its neighbours put back from the columns they are stored in.
    private static func decision(_ row: Row) throws -> Decision {
        var decision = try Decision.contract.decode(try row.decode(JSONB.self, at: 23).bytes)
        let ids = try row.decode([PostgresUUID].self, at: 24)
        let similarities = try row.decode([Float].self, at: 25)
        let letters = try row.decode(String.self, at: 26).utf8
        guard ids.count == similarities.count, ids.count == letters.count else {
            throw StoreError(.unexpectedData, "A decision's neighbours do not fit together.")
        }
        decision.score.neighbours = try letters.enumerated().map { index, letter in
            guard let outcome = Outcome(letter: letter) else {
                throw StoreError(.unexpectedData, "A decision names an unknown outcome: update.")
            }
            return LabelledNeighbour(
                id: LeadID(ids[index]), similarity: similarities[index], outcome: outcome)
        }
        return decision
    }

    static func outcome(_ word: String?) throws -> Outcome? {
        guard let word else { return nil }
        guard let outcome = Outcome(rawValue: word) else {
            throw StoreError(.unexpectedData, "A lead has an unknown outcome: update the service.")
        }
        return outcome
    }
}

extension Outcome {
    /// The letter that stands for the outcome in `leads.neighbour_outcomes`.
    var letter: UInt8 {
        switch self {
        case .won: UInt8(ascii: "w")
        case .lost: UInt8(ascii: "l")
        case .disqualified: UInt8(ascii: "d")
        }
    }

    /// The outcome of a letter; nil for an unknown one.
    init?(letter: UInt8) {
        guard let outcome = Self.allCases.first(where: { $0.letter == letter }) else { return nil }
        self = outcome
    }
}
