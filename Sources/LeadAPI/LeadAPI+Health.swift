import Intake
import LeadIndex
import LeadStore
import Schema
import WebAPI

extension LeadAPI {
    var healthOperations: [Operation] { [live, ready] }

    private var live: Operation {
        Operation(
            .get, "/health/live", id: "live", summary: "The process runs", tags: ["health"],
            answers: [.ok(Liveness.self)], security: .open
        ) { _ in .ok(Liveness(status: "ok")) }
    }

    private var ready: Operation {
        Operation(
            .get, "/health/ready", id: "ready", summary: "Leads can be taken in and found",
            description: "Asks the database; 503 while it does not answer.",
            tags: ["health"], answers: [.ok(Readiness.self)], problems: [.unavailable],
            security: .open
        ) { _ in
            try await answering {
                _ = try await store.activeGeneration()
                let serving = intake.serving
                let coverage = try await intake.coverage(of: workspace, in: serving)
                return .ok(
                    Readiness(
                        status: "ok", model: serving.generation.name,
                        indexedLeads: serving.index.count, pendingLeads: coverage.pending))
            }
        }
    }
}

/// The answer of the probe that asks whether the process runs.
struct Liveness: Contracted {
    var status: String

    static let contract = Contract<Self>("Liveness", Self.init, Field("status", \.status))
}

/// The answer of the probe that asks whether the service can serve.
struct Readiness: Contracted {
    var status: String
    var model: String
    var indexedLeads: Int
    var pendingLeads: Int

    static let contract = Contract<Self>(
        "Readiness", Self.init,
        Field("status", \.status), Field("model", \.model),
        Field("indexed_leads", \.indexedLeads, description: "How many leads searches cover."),
        Field(
            "pending_leads", \.pendingLeads,
            description: "How many leads are stored and still wait for their vector."))
}
