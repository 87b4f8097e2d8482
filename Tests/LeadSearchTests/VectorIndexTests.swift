import IntakeFixtures
import LeadIndex
@testable import LeadSearch
@testable import LeadStore
import Leads
import Postgres
import Testing

@Suite struct VectorIndexTests {
    @Test func `an index is built, used, and dropped`() async throws {
        try await SearchFixture.run(leads: 60) { fixture in
            let (store, generation) = (fixture.search.store, fixture.scope.generation)
            #expect(try await !store.vectorIndex(of: generation).exists)
            try await fixture.buildIndex()
            let state = try await store.vectorIndex(of: generation)
            #expect(state.isValid && state.rows == 60 && state.bytes > 0 && !state.isLeftover)
            let vector = try await fixture.query("topic 3 data warehouse")
            let walked = try await fixture.search.walk(
                fixture.request(vector, limit: 5, .pgvector), state, .none)
            #expect(!walked.isExact && walked.hits.count == 5 && walked.engine == .pgvector)
            let exact = try await fixture.search.scan(
                fixture.request(vector, limit: 5, .pgvector), generation, .none)
            #expect(exact.isExact && exact.hits == walked.hits)
            try await store.dropVectorIndex(of: generation)
            #expect(try await !store.vectorIndex(of: generation).exists)
        }
    }

    @Test func `PostgreSQL walks the graph, behind a filter too`() async throws {
        try await SearchFixture.run(leads: 60) { fixture in
            try await fixture.buildIndex()
            let state = try await fixture.search.store.vectorIndex(of: fixture.scope.generation)
            let scans = try await Self.scans(fixture)
            for filter in [LeadFilter(), LeadFilter(country: "DE", industry: "banking")] {
                _ = try await fixture.search.store.nearestByIndex(
                    CandidateQuery(
                        vector: try await fixture.query("data"), limit: 3, filter: filter,
                        workspace: fixture.intake.workspace.id), index: state, effort: 40)
            }
            try await wait { try await Self.scans(fixture) >= scans + 2 }
        }
    }

    @Test func `too few hits of the graph are finished exactly`() async throws {
        try await SearchFixture.run(leads: 120) { fixture in
            try await fixture.buildIndex()
            let state = try await fixture.search.store.vectorIndex(of: fixture.scope.generation)
            let vector = try await fixture.query("topic 3 data warehouse")
            // As many as there are: the graph with the margin can't have more.
            let filter = LeadFilter(country: "DE")
            let request = fixture.request(vector, limit: 100, filter: filter, .pgvector)
            let answer = try await fixture.search.walk(request, state, .broad)
            let simd = try await fixture.search.search(
                fixture.request(vector, limit: 100, filter: filter, .simd), in: fixture.scope)
            #expect(answer.isExact && answer.hits == simd.hits && answer.hits.count < 100)
            #expect(fixture.search.recall.snapshot().classes[.broad]?.finished == 1)
        }
    }

    @Test func `a build that was interrupted is seen, and another can't run beside`()
        async throws
    {
        try await SearchFixture.run(leads: 20) { fixture in
            let (store, generation) = (fixture.search.store, fixture.scope.generation)
            try await fixture.buildIndex()
            _ = try await store.client.query(
                """
                update pg_index set indisvalid = false
                where indexrelid = to_regclass(\(generation.indexName))
                """)
            let state = try await store.vectorIndex(of: generation)
            #expect(state.isLeftover && !state.isValid)
            try await store.client.withConnection { connection in
                connection.closeAfterUse()
                _ = try await connection.query(
                    "select pg_advisory_lock(\(generation.buildLock))")
                await #expect(throws: StoreError.self) {
                    try await store.buildVectorIndex(
                        of: generation, VectorIndexBuild(memory: 1 << 26))
                }
            }
        }
    }

    @Test func `pgvector's notice of a graph that is too large arrives`() async throws {
        try await SearchFixture.run(leads: 1500) { fixture in
            var configuration = fixture.search.store.client.configuration
            let (notices, sink) = AsyncStream<PostgresNotice>.makeStream()
            configuration.onNotice = { sink.yield($0) }
            let client = try PostgresClient(configuration)
            try await LeadStore(client: client).buildVectorIndex(
                of: fixture.scope.generation, VectorIndexBuild(memory: 1 << 20))
            await client.shutdown()
            sink.finish()
            var messages: [String] = []
            for await notice in notices { messages.append(notice.message) }
            #expect(messages.contains { $0.contains("maintenance_work_mem") })
        }
    }

    private static func scans(_ fixture: SearchFixture) async throws -> Int {
        try await fixture.search.store.client.query(
            """
            select coalesce(pg_stat_get_numscans(
                to_regclass(\(fixture.scope.generation.indexName))), 0)
            """
        ).value()
    }

    private func wait(_ holds: () async throws -> Bool) async throws {
        // Backends report their counters a second after a transaction, or when they end.
        for _ in 0..<300 {
            if try await holds() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("It did not come about within 30 s.")
    }
}
