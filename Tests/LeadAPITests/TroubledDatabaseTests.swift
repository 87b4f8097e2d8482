import IntakeFixtures
import LeadStore
import Postgres
import Schema
import Testing
import WebAPI
import WebAPITesting

/// What is answered while PostgreSQL lacks something that no request can mend.
@Suite struct TroubledDatabaseTests {
    @Test func `while a table is missing all is 503 with Retry-After, afterwards as before`()
        async throws
    {
        try await LeadAPIFixture.run { api, fixture in
            let client = fixture.store.client
            let seed = LeadAPIFixture.seed
            let requests: [(method: RequestMethod, path: String, body: String)] = [
                (.post, "/api/v1/leads", seed), (.post, "/api/v1/leads/bulk", "[\(seed),\(seed)]"),
                (.get, "/api/v1/leads", ""), (.get, "/health/ready", ""),
            ]
            try await client.execute(script: "alter table leads rename to gone")
            for request in requests {
                let answer = try await api.send(request.method, request.path, json: request.body)
                #expect(answer.status == .unavailable, "\(request.path)")
                #expect(answer.header("retry-after") != nil, "\(request.path)")
            }
            try await client.execute(script: "alter table gone rename to leads")
            for request in requests {
                let answer = try await api.send(request.method, request.path, json: request.body)
                #expect(answer.status.code < 300, "\(request.path)")
            }
        }
    }

    @Test func `a database that is read-only is not ready to take leads`() async throws {
        try await LeadAPIFixture.run { _, fixture in
            var configuration = fixture.store.client.configuration
            configuration.connectionString += "%20-cdefault_transaction_read_only%3Don"
            let client = try PostgresClient(configuration)
            let error = await #expect(throws: PostgresError.self) {
                try await LeadStore(client: client).checkWritable()
            }
            #expect(error?.sqlState == "25006")
            try await fixture.store.checkWritable()
            await client.shutdown()
        }
    }

    @Test func `of many leads one that is refused does not make the answer 503`() async throws {
        try await LeadAPIFixture.run { api, fixture in
            try await fixture.store.client.execute(
                script: "alter table leads add constraint no_ada check (first_name <> 'Ada')")
            let body = "[\(LeadAPIFixture.seed)]"
            let answer = try await LeadAPIFixture.send(api, .post, "/api/v1/leads/bulk", json: body)
            #expect(answer.status == .ok && answer.json["status"] == "failed")
        }
    }
}
