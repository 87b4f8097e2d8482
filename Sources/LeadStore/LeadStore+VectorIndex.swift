public import Postgres

extension LeadStore {
    /// What the database knows of the HNSW index of a generation.
    public func vectorIndex(of generation: Generation) async throws -> VectorIndexState {
        let row = try await client.query(
            """
            select c.reltuples::float8, i.indexrelid is not null,
                coalesce(i.indisvalid and i.indisready, false),
                exists (select from pg_stat_progress_create_index p where p.relid = c.oid),
                coalesce(pg_relation_size(i.indexrelid), 0),
                (select extversion from pg_extension where extname = 'vector')
            from pg_class c left join pg_index i on i.indrelid = c.oid
                and i.indexrelid = to_regclass(\(generation.indexName))
            where c.oid = to_regclass(\(generation.table))
            """
        ).only()
        let (rows, exists, isValid, isBuilding, bytes, version) = try row.decode(
            Double.self, Bool.self, Bool.self, Bool.self, Int64.self, String.self)
        return VectorIndexState(
            generation: generation, rows: Int(max(0, rows)), exists: exists, isValid: isValid,
            isBuilding: isBuilding, bytes: bytes, version: version)
    }

    /// How far the build of a generation's index is; nil when none is under way.
    public func vectorIndexProgress(
        of generation: Generation
    ) async throws(PostgresError) -> VectorIndexProgress? {
        let rows = try await client.query(
            """
            select phase, blocks_done, blocks_total, tuples_done
            from pg_stat_progress_create_index where relid = to_regclass(\(generation.table))
            """)
        guard let row = rows.first else { return nil }
        let (phase, done, total, tuples) = try row.decode(
            String.self, Int.self, Int.self, Int.self)
        return VectorIndexProgress(
            phase: phase, blocks: done, totalBlocks: total, vectors: tuples)
    }

    /// Takes the HNSW index of a generation away, without keeping anybody from writing.
    ///
    /// - Throws: `PostgresError`.
    public func dropVectorIndex(of generation: Generation) async throws(PostgresError) {
        try await client.execute(
            script: "drop index concurrently if exists \(generation.indexName)")
    }

    /// Builds the HNSW index of a generation while leads are stored and searched.
    ///
    /// The client's statement timeout and `maintenance_work_mem` must allow for it.
    ///
    /// - Parameters:
    ///   - generation: The generation, of 4,000 dimensions at most.
    ///   - build: How to build.
    /// - Throws: ``StoreError`` with code `.conflict` when another process is building;
    ///   `PostgresError`.
    public func buildVectorIndex(
        of generation: Generation, _ build: VectorIndexBuild
    ) async throws {
        try await client.withConnection { connection in
            connection.closeAfterUse()
            let isOurs: Bool = try await connection.query(
                "select pg_try_advisory_lock(\(generation.buildLock))"
            ).value()
            guard isOurs else {
                throw StoreError(.conflict, "Another process is building this index already.")
            }
            // A build whose command was stopped must not go on.
            var settings = """
                set client_connection_check_interval = '1s';
                set maintenance_work_mem = '\(build.memory / 1024)kB'
                """
            if let workers = build.workers {
                settings += "; set max_parallel_maintenance_workers = \(workers)"
            }
            try await connection.execute(script: settings)
            try await connection.execute(
                script: """
                    create index concurrently \(generation.indexName) on \(generation.table)
                    using hnsw ((embedding::halfvec(\(generation.dimensions))) halfvec_cosine_ops)
                    with (m = \(build.links), ef_construction = \(build.effort))
                    """)
        }
        _ = try await client.query(
            SQL(unsafeSQL: "analyze \(generation.table)"))
    }
}
