public import Leads
import Postgres

extension LeadStore {
    /// The leads nearest to a vector by comparing every vector that passes the filter.
    ///
    /// In the order of pgvector's cosine distance, ties by id, on a connection of its own: such a
    /// scan would hold up all statements that share a connection with it.
    ///
    /// - Throws: `PostgresError`.
    public func nearestExactly(
        _ query: CandidateQuery, generation: Generation
    ) async throws -> CandidateList {
        let vector = Vector(query.vector)
        var bound: SQL = ""
        if let maximum = query.maximum {
            bound = "and e.embedding <=> \(vector) >= \(1 - Double(maximum))"
        }
        return try await candidates(
            """
            select e.lead_id, e.embedding from lead_embeddings e \(Self.join(query.filter))
            where e.model_id = \(generation.id) and \(Self.conditions(query)) \(bound)
            order by e.embedding <=> \(vector), e.lead_id limit \(query.limit)
            """)
    }

    /// The leads nearest to a vector as the HNSW index of the generation finds them.
    ///
    /// The scan goes on until enough leads pass the filter, where pgvector can (0.8 and newer), but
    /// not for ever (`hnsw.max_scan_tuples`): fewer than there are may come, and others than the
    /// nearest.
    ///
    /// - Parameters:
    ///   - query: What is looked for.
    ///   - index: The state of the index, which must be usable.
    ///   - effort: `hnsw.ef_search`, 1…1000.
    /// - Returns: The candidates, roughly in order of distance.
    /// - Throws: `PostgresError`.
    public func nearestByIndex(
        _ query: CandidateQuery, index: VectorIndexState, effort: Int
    ) async throws -> CandidateList {
        let half = SQL(unsafeSQL: "halfvec(\(index.generation.dimensions))")
        let vector = Vector(query.vector)
        // The planner knows nothing of how far an index scan has to go for a filter; whoever calls
        // this has decided already.
        var script = """
            set local enable_seqscan = off; set local enable_bitmapscan = off;
            set local enable_sort = off; set local enable_hashjoin = off;
            set local enable_mergejoin = off; set local hnsw.ef_search = \(effort)
            """
        if index.scansOn { script += "; set local hnsw.iterative_scan = relaxed_order" }
        // A connection older than the extension does not know the type `vector`: it is named here.
        return try await candidates(
            """
            select e.lead_id, e.embedding
            from \(identifier: index.generation.table) e \(Self.join(query.filter))
            where \(Self.conditions(query))
            order by (e.embedding::\(half)) <=> \(vector)::vector::\(half)
            limit \(query.limit)
            """, settings: script)
    }

    /// How many leads of a workspace the planner expects to pass a filter.
    ///
    /// - Throws: `PostgresError`; `StoreError` when the plan can't be read.
    public func estimatedCount(
        _ filter: LeadFilter, of workspace: WorkspaceID
    ) async throws -> Int {
        let plan: String =
            try await client.query(
                """
                explain select from leads l
                where l.workspace_id = \(workspace.uuid) \(filter.conditions ?? "")
                """
            ).map { row throws(PostgresError) in try row.decode(String.self, at: 0) }.first ?? ""
        guard let mark = plan.firstRange(of: "rows="),
            let rows = Int(plan[mark.upperBound...].prefix { $0.isASCII && $0.isNumber })
        else {
            throw StoreError(.unexpectedData, "The database's EXPLAIN tells no rows.")
        }
        return rows
    }

    /// The vector of a lead; nil when it has none of the generation.
    public func vector(
        of id: LeadID, in workspace: WorkspaceID, generation: Generation
    ) async throws -> [Float]? {
        let rows = try await client.query(
            """
            select embedding from lead_embeddings
            where workspace_id = \(workspace.uuid) and lead_id = \(id.uuid)
                and model_id = \(generation.id)
            """)
        return try rows.first?.decode(Vector.self, at: 0).elements
    }

    private func candidates(
        _ sql: SQL, settings: String = ""
    ) async throws -> CandidateList {
        var start = ContinuousClock.now
        let rows = try await queryAlone(sql, settings: settings) { start = .now }
        let spent = .now - start
        let candidates = try rows.map { row throws(PostgresError) in
            let (id, vector) = try row.decode(PostgresUUID.self, Vector.self)
            return VectorCandidate(id: LeadID(id), vector: vector.elements)
        }
        return CandidateList(candidates: candidates, duration: spent)
    }

    /// Runs a statement that may take long, on a connection of its own and with a plan for its
    /// very values.
    func queryAlone(
        _ sql: SQL, settings: String = "", whenConnected: () -> Void = {}
    ) async throws -> Rows {
        try await client.transaction(.snapshot) { connection in
            whenConnected()
            try await connection.execute(
                script: "set local plan_cache_mode = force_custom_plan; set local jit = off;"
                    + settings)
            return try await connection.query(sql)
        }
    }

    private static func join(_ filter: LeadFilter) -> SQL {
        guard !filter.isEmpty else { return "" }
        return "join leads l on l.workspace_id = e.workspace_id and l.lead_id = e.lead_id"
    }

    private static func conditions(_ query: CandidateQuery) -> SQL {
        var sql: SQL =
            "e.workspace_id = \(query.workspace.uuid) \(query.filter.conditions ?? "")"
        if let excluded = query.excluded { sql = "\(sql) and e.lead_id <> \(excluded.uuid)" }
        return sql
    }
}
