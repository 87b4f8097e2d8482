import Leads
import Postgres
import Schema

extension StoredLead {
    /// The decision, put together again from its JSON and the columns beside it.
    static func decision(_ row: Row) throws -> Decision {
        let json = try row.decode(JSONB.self, at: 23)
        return try StoredDecision.contract.decode(json.bytes).decision(
            candidates: try candidates(row), neighbours: try neighbours(row),
            model: try model(row))
    }

    private static func neighbours(_ row: Row) throws -> [LabelledNeighbour] {
        let ids = try row.decode([PostgresUUID].self, at: 24)
        let similarities = try row.decode([Float].self, at: 25)
        let letters = try row.decode(String.self, at: 26).utf8
        guard ids.count == similarities.count, ids.count == letters.count else {
            throw StoreError(.unexpectedData, "A decision's neighbours do not fit together.")
        }
        return try letters.enumerated().map { index, letter in
            guard let outcome = Outcome(letter: letter) else {
                throw StoreError(.unexpectedData, "A decision names an unknown outcome: update.")
            }
            return LabelledNeighbour(
                id: LeadID(ids[index]), similarity: similarities[index], outcome: outcome)
        }
    }

    private static func candidates(_ row: Row) throws -> [RouteCandidate] {
        let ids = try row.decode([PostgresUUID].self, at: 28)
        let names = try row.decode([String].self, at: 29)
        let similarities = try row.decode([Float].self, at: 30)
        let rules = try row.decode([String]?.self, at: 31)
        guard ids.count == names.count, ids.count == similarities.count,
            rules.map({ $0.count == ids.count }) ?? true
        else {
            throw StoreError(.unexpectedData, "A decision's candidates do not fit together.")
        }
        return ids.indices.map { place in
            RouteCandidate(
                id: RouteID(ids[place]), name: names[place], similarity: similarities[place],
                brokenRules: rules?[place].split(separator: ",").map { String($0) } ?? [])
        }
    }

    private static func model(_ row: Row) throws -> ModelReference {
        let parts = try row.decode([String]?.self, at: 32)
        guard let parts, parts.count == 3, let template = Int32(parts[2]) else {
            throw StoreError(
                .unexpectedData, "A lead names a model that is not in embedding_models.")
        }
        return ModelReference(name: parts[0], contentHash: parts[1], textTemplate: template)
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
