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
                return .ok(
                    Readiness(
                        status: "ok", model: intake.serving.generation.name,
                        indexedLeads: intake.serving.index.count,
                        index: Readiness.word(for: intake.serving.indexState)))
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
    var index: String

    static func word(for state: IndexState) -> String {
        switch state {
        case .loading: "loading"
        case .ready: "ready"
        case .overBudget: "over_budget"
        }
    }

    static let contract = Contract<Self>(
        "Readiness", Self.init,
        Field("status", \.status), Field("model", \.model),
        Field("indexed_leads", \.indexedLeads, description: "How many leads the index holds."),
        Field(
            "index", \.index,
            description: """
                ready, loading, or over_budget: then it would need more than LEADLINE_INDEX_MEMORY \
                and holds nothing.
                """))
}
