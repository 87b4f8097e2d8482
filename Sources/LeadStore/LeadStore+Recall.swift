import Postgres

/// What was measured of the HNSW searches of one class of filters.
public struct RecallCount: Sendable, Equatable {
    /// The class's name, such as `none`.
    public var filterClass: String
    /// The searches that were repeated exactly.
    public var samples: Int
    /// The hits that they should have had.
    public var wanted: Int
    /// The hits among those that they had.
    public var found: Int

    /// Makes the count of its parts.
    public init(filterClass: String, samples: Int, wanted: Int, found: Int) {
        self.filterClass = filterClass
        self.samples = samples
        self.wanted = wanted
        self.found = found
    }
}

extension LeadStore {
    /// Adds what was measured to what all processes have measured of the generation.
    public func addRecall(
        _ counts: [RecallCount], of generation: Generation
    ) async throws {
        guard !counts.isEmpty else { return }
        _ = try await client.query(
            """
            insert into search_recall as r (model_id, filter_class, samples, wanted, found)
            select \(generation.id), * from unnest(\(counts.map(\.filterClass)),
                \(counts.map { Int64($0.samples) }), \(counts.map { Int64($0.wanted) }),
                \(counts.map { Int64($0.found) }))
            on conflict (model_id, filter_class) do update set
                samples = r.samples + excluded.samples, wanted = r.wanted + excluded.wanted,
                found = r.found + excluded.found, measured_at = now()
            """)
    }

    /// What all processes have measured of a generation since its index was built.
    public func recall(of generation: Generation) async throws -> [RecallCount] {
        try await client.query(
            """
            select filter_class, samples, wanted, found from search_recall
            where model_id = \(generation.id) order by filter_class
            """
        ).map { row throws(PostgresError) in
            let (name, samples, wanted, found) = try row.decode(
                String.self, Int.self, Int.self, Int.self)
            return RecallCount(
                filterClass: name, samples: samples, wanted: wanted, found: found)
        }
    }

    /// Forgets what was measured of a generation, whose index is another now.
    public func forgetRecall(of generation: Generation) async throws {
        _ = try await client.query(
            "delete from search_recall where model_id = \(generation.id)")
    }
}
