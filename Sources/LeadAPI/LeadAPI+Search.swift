import Embedding
import Intake
import LeadIndex
import LeadStore
import Leads
import Schema
import WebAPI

extension LeadAPI {
    private static let query: JSONValue = ["text": "data warehouse for a bank", "limit": 3]

    var search: Operation {
        Operation(
            .post, "/api/v1/leads/search", id: "search_leads",
            summary: "The leads nearest to a text, a vector or a lead", tags: ["leads"],
            input: .body(SearchQuery.self, example: Self.query),
            answers: [.ok(SearchResults.self, "The leads found, best first.")],
            problems: [.notFound, .conflict, .unavailable]
        ) { _, query in
            try await answering {
                // Once: while the model changes, vector and index must be of one generation.
                let serving = intake.serving
                return try await results(
                    try await vector(of: query, serving), limit: query.limit,
                    filter: query.filter, excluding: query.leadID, serving)
            }
        }
    }

    var nearest: Operation {
        Operation(
            .get, "/api/v1/leads/{id}/nearest", id: "nearest_leads",
            summary: "The leads nearest to a lead", tags: ["leads"],
            input: .path("id", LeadID.self), .query(NearestQuery.self),
            answers: [.ok(SearchResults.self, "The leads found, best first.")],
            problems: [.notFound, .conflict, .unavailable]
        ) { _, id, query in
            try await answering {
                let serving = intake.serving
                return try await results(
                    try await vector(of: id, serving), limit: query.limit, filter: query.filter,
                    excluding: id, serving)
            }
        }
    }

    /// - Returns: nil for a text of which the model knows no word.
    private func vector(
        of query: SearchQuery, _ serving: Serving
    ) async throws -> [Float]? {
        if let id = query.leadID { return try await vector(of: id, serving) }
        if let text = query.text { return try await serving.model.embed(text).values }
        guard let vector = query.vector else { return nil }
        try check(vector, dimensions: serving.index.dimensions)
        return vector
    }

    private func vector(of id: LeadID, _ serving: Serving) async throws -> [Float] {
        if let vector = try serving.index.vector(of: id, workspace: workspace) {
            return vector
        }
        guard try await store.lead(id, of: workspace) != nil else { throw Self.noSuchLead() }
        throw HTTPProblem.conflict(
            "This lead has no vector: it has no text, or its text is still to be embedded.",
            code: "lead_without_vector")
    }

    private func check(_ vector: [Float], dimensions: Int) throws {
        // Not 422: what is right depends on the model that serves, which the contract can't know.
        guard vector.count == dimensions else {
            throw HTTPProblem.conflict(
                "expected \(dimensions) dimensions, got \(vector.count): the vector must be of the "
                    + "model that serves now.", code: "vector_of_other_model")
        }
        guard !vector.contains(where: { abs($0) > 1e-30 }) else { return }
        throw ValidationFailure(issues: [
            ValidationIssue(
                type: "value_error", loc: ["body", "vector"],
                msg: "Value error, a vector of zeros has no direction",
                ctx: ["error": .object([:])])
        ])
    }

    private func results(
        _ vector: [Float]?, limit: Int, filter: SearchFilter, excluding id: LeadID?,
        _ serving: Serving
    ) async throws -> Response {
        guard let vector else { return .ok(SearchResults(status: .success, results: [])) }
        let hits = try serving.index.search(
            vector, k: limit, filter: filter.index, workspace: workspace, excluding: id)
        let leads = try await store.briefs(hits.map(\.id), of: workspace)
        let found = hits.compactMap { hit in
            leads[hit.id].map { SearchHit(similarity: hit.similarity, lead: $0) }
        }
        return .ok(SearchResults(status: .success, results: found))
    }
}
