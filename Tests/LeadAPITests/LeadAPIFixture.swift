import IntakeFixtures
import LeadAPI
import LeadStore
import Leads
import Logging
import Schema
import Testing
import WebAPI
import WebAPITesting

/// The API over a real database and the real model, for one test.
enum LeadAPIFixture {
    static let routes = [
        IntakeFixture.route("Data", "Data warehouse, analytics, pipelines and reports."),
        IntakeFixture.route("Security", "Phishing, audits, firewalls and compliance."),
        IntakeFixture.route("Inbox", "Everything else.", isFallback: true),
    ]

    static func run(
        _ body: (TestTransport, IntakeFixture) async throws -> Void
    ) async throws {
        try await IntakeFixture.run(routes: Self.routes) { fixture in
            let operations = LeadAPI(intake: fixture.intake, workspace: fixture.workspace)
                .operations
            let api = try API(
                LeadAPI.info(version: "test"), operations: operations,
                logger: Logger(label: "test"))
            try await body(TestTransport(api), fixture)
        }
    }

    /// An answer whose body has been read.
    struct Answer {
        let status: ResponseStatus
        let json: JSONValue
        let location: String?
    }

    static func send(
        _ api: TestTransport, _ method: RequestMethod, _ path: String, json: String = ""
    ) async throws -> Answer {
        let response = try await api.send(method, path, json: json)
        return Answer(
            status: response.status, json: response.bytes.isEmpty ? .null : try response.json(),
            location: response.header("location"))
    }

    static let seed = #"{"first_name":"Ada","email":"ada@example.org","revenue_tier":3}"#
}

extension JSONValue {
    subscript(place: Int) -> JSONValue? {
        guard case .array(let values) = self, values.indices.contains(place) else { return nil }
        return values[place]
    }

    var stringValue: String {
        if case .string(let text) = self { text } else { "" }
    }
}
