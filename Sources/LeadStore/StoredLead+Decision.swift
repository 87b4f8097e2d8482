import Leads
import Postgres
import Schema

extension StoredLead {
    /// The decision, put together again from its columns.
    static func decision(_ row: Row) throws -> Decision {
        Decision(
            route: try route(row), candidates: try candidates(row), score: try score(row),
            threshold: try row.decode(at: 38), model: try model(row))
    }

    /// The route as it was chosen; nil when there was none, or somebody stored the lead by SQL
    /// without one.
    private static func route(_ row: Row) throws -> RouteChoice? {
        let id = try row.decode(PostgresUUID?.self, at: 33)
        let name = try row.decode(String?.self, at: 34)
        let version = try row.decode(Int32?.self, at: 35)
        guard let id, let name, let version else { return nil }
        guard let reason = RouteChoice.Reason(rawValue: try row.decode(at: 37)) else {
            throw StoreError(.unexpectedData, "A decision has an unknown reason: update.")
        }
        return RouteChoice(
            id: RouteID(id), name: name, version: version, similarity: try row.decode(at: 36),
            reason: reason)
    }

    private static func score(_ row: Row) throws -> ScoreBasis {
        let absence = try row.decode(String?.self, at: 40).map { word in
            guard let absence = ScoreBasis.Absence(rawValue: word) else {
                throw StoreError(
                    .unexpectedData, "A decision lacks its score for an unknown reason: update.")
            }
            return absence
        }
        return ScoreBasis(
            value: absence == nil ? try row.decode(at: 39) : nil, absence: absence,
            neighbours: try neighbours(row), baseRate: try row.decode(at: 41),
            labelled: Int(try row.decode(Int32.self, at: 42)))
    }

    private static func neighbours(_ row: Row) throws -> [LabelledNeighbour] {
        let ids = try row.decode([PostgresUUID].self, at: 23)
        let similarities = try row.decode([Float].self, at: 24)
        let letters = try row.decode(String.self, at: 25).utf8
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
        let ids = try row.decode([PostgresUUID].self, at: 27)
        let names = try row.decode([String].self, at: 28)
        let similarities = try row.decode([Float].self, at: 29)
        let rules = try row.decode([String]?.self, at: 30)
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
        let parts = try row.decode([String]?.self, at: 31)
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
