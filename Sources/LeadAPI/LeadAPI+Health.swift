import Intake
import LeadIndex
import LeadSearch
import LeadStore
import Schema
import WebAPI

extension LeadAPI {
    var healthOperations: [Operation] { [live, ready] }

    /// The recall of HNSW searches that this process has measured, by class of filter.
    private var recallByFilter: [String: Double] {
        let classes = leadSearch.recall.snapshot().classes
        var recall: [String: Double] = [:]
        for (filter, figures) in classes { recall[filter.rawValue] = figures.recall }
        return recall
    }

    private var live: Operation {
        Operation(
            .get, "/health/live", id: "live", summary: "The process runs", tags: ["health"],
            answers: [.ok(Liveness.self)], security: .open
        ) { _ in .ok(Liveness(status: "ok")) }
    }

    private var ready: Operation {
        Operation(
            .get, "/health/ready", id: "ready", summary: "Leads can be taken in and found",
            description: "Asks the database; 503 while it does not answer or is read-only.",
            tags: ["health"], answers: [.ok(Readiness.self)], problems: [.unavailable],
            security: .open
        ) { _ in
            try await answering {
                try await store.checkWritable()
                let serving = intake.serving
                let coverage = try await intake.coverage(of: workspace, in: serving)
                return .ok(
                    Readiness(
                        status: "ok", model: serving.generation.name,
                        indexedLeads: serving.index.count,
                        index: Readiness.word(for: serving.indexState),
                        pendingLeads: coverage.pending, recall: recallByFilter))
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
    var pendingLeads: Int
    var recall: [String: Double]

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
                """),
        Field(
            "pending_leads", \.pendingLeads,
            description: "How many leads are stored and still wait for their vector."),
        Field(
            "hnsw_recall", \.recall,
            description: """
                The share of the nearest leads that HNSW searches found, as far as they were \
                repeated exactly, by how selective their filters were.
                """))
}
