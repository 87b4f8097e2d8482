import Leads
import Postgres

extension LeadStore {
    private static let fieldColumns = """
        workspace_id, lead_id, country, revenue_tier, industry, source, tags, route_id, outcome,
        outcome_at, created_at, change_xid
        """

    /// Hands over one state of all vectors of a generation and of all leads, by COPY over several
    /// connections of their own.
    ///
    /// The tables are read as they lie, in parts, and joined by whoever takes them in: that costs
    /// the server less than a join in the order of a key.
    ///
    /// - Parameters:
    ///   - generation: The generation.
    ///   - connections: How many connections read at a time, at least 1.
    ///   - sink: What takes in the rows.
    /// - Returns: Where the change feed goes on from this state.
    /// - Throws: `PostgresError`, or what the sink throws.
    public func readIndex(
        generation: Generation, connections: Int, into sink: some IndexSink
    ) async throws -> ChangePosition {
        try await client.transaction(.snapshot) { connection in
            let state = try await SharedState(connection, generation)
            guard try sink.begin(count: state.vectors) else { return state.position }
            let clients = try (0..<max(1, connections)).map { _ in try loadingClient() }
            defer { for client in clients { Task { await client.shutdown() } } }
            try await state.read(state.vectorParts(clients.count), clients) { rows in
                try sink.take(vectors: rows.map { row throws(PostgresError) in try VectorRow(row) })
            }
            try await state.read(state.leadParts(clients.count), clients) { rows in
                try sink.take(fields: rows.map { row in try IndexedLead(fields: row) })
            }
            return state.position
        }
    }

    private func loadingClient() throws(PostgresError) -> PostgresClient {
        var configuration = client.configuration
        configuration.pipelinedConnections = 1
        configuration.sessionConnections = 1
        // A large table takes as long as it takes.
        configuration.statementTimeout = nil
        return try PostgresClient(configuration)
    }

    /// A state of the database that several connections see.
    private struct SharedState: Sendable {
        let snapshot: String
        let position: ChangePosition
        let vectors: Int
        private let table: String
        private let vectorPages: Int
        private let leadPages: Int

        init(_ connection: PostgresConnection, _ generation: Generation) async throws {
            // The transaction waits while others read.
            try await connection.execute(
                script: """
                    set local statement_timeout = 0;
                    set local idle_in_transaction_session_timeout = 0
                    """)
            table = "lead_embeddings_\(generation.id)"
            let row = try await connection.query(
                """
                select pg_export_snapshot(), (select count(*) from \(unsafeSQL: table)),
                    pg_relation_size(\(table)::regclass) / current_setting('block_size')::bigint,
                    pg_relation_size('leads'::regclass) / current_setting('block_size')::bigint,
                    \(ChangePosition.currentColumns)
                """
            ).only()
            let (snapshot, count, pages, leadPages) = try row.decode(
                String.self, Int64.self, Int64.self, Int64.self)
            self.snapshot = snapshot
            position = try ChangePosition(row, at: 4)
            vectors = Int(count)
            vectorPages = Int(pages)
            self.leadPages = Int(leadPages)
        }

        func vectorParts(_ count: Int) -> [String] {
            Self.parts(count, vectorPages).map {
                "copy (select workspace_id, lead_id, embedding from \(table) where \($0)) \(Self.out)"
            }
        }

        func leadParts(_ count: Int) -> [String] {
            Self.parts(count, leadPages).map {
                "copy (select \(fieldColumns) from leads where \($0)) \(Self.out)"
            }
        }

        private static let out = "to stdout (format binary)"

        /// Conditions that split a table by its pages; pages added meanwhile hold nothing of the
        /// state that is read.
        private static func parts(_ count: Int, _ pages: Int) -> [String] {
            (0..<count).map { part in
                let (from, to) = (part * pages / count, (part + 1) * pages / count)
                return "ctid >= '(\(from),0)' and ctid < '(\(to),0)'"
            }
        }

        /// Reads each part over a connection of its own.
        func read(
            _ parts: [String], _ clients: [PostgresClient],
            _ take: @escaping @Sendable ([CopyRow]) throws -> Void
        ) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (part, client) in zip(parts, clients) {
                    group.addTask { try await read(part, client, take) }
                }
                try await group.waitForAll()
            }
        }

        private func read(
            _ part: String, _ client: PostgresClient,
            _ take: @Sendable ([CopyRow]) throws -> Void
        ) async throws {
            try await client.transaction(.snapshot) { connection in
                try await connection.execute(
                    script: """
                        set transaction snapshot '\(snapshot)';
                        set local statement_timeout = 0; set local jit = off
                        """)
                var rows = try await connection.copyOut(SQL(unsafeSQL: part)).makeAsyncIterator()
                while let some = try await rows.nextRows() { try take(some) }
            }
        }
    }
}

extension IndexedLead {
    /// Reads a row of `fieldColumns`.
    fileprivate init(fields row: CopyRow) throws {
        let outcomeAt = try row.decode(PostgresTimestamp?.self, at: 9)
        self.init(
            id: LeadID(try row.decode(PostgresUUID.self, at: 1)),
            workspace: WorkspaceID(try row.decode(PostgresUUID.self, at: 0)), vector: [],
            country: try row.decode(String?.self, at: 2),
            revenueTier: Int32(try row.decode(Int16.self, at: 3)),
            industry: try row.decode(String?.self, at: 4),
            source: try row.decode(String?.self, at: 5),
            tags: try row.decode([String].self, at: 6),
            route: try row.decode(PostgresUUID?.self, at: 7).map { RouteID($0) },
            outcome: try StoredLead.outcome(try row.decode(String?.self, at: 8)),
            outcomeAt: outcomeAt?.microsecondsSince1970 ?? 0,
            createdAt: try row.decode(PostgresTimestamp.self, at: 10).microsecondsSince1970,
            transaction: try row.decode(UInt64.self, at: 11))
    }
}
