import Embedding
import Intake
import LeadIndex
import LeadSearch
import LeadStore
import Leads
import Schema
import WebAPI

extension LeadAPI {
    private static let searchNote = """
        The answer tells which engine served and whether it is exact. More hits come with `after`.
        """
    private static let query: JSONValue = ["text": "data warehouse for a bank", "limit": 3]

    var search: Operation {
        Operation(
            .post, "/api/v1/leads/search", id: "search_leads",
            summary: "The leads nearest to a text, a vector or a lead",
            description: Self.searchNote, tags: ["leads"],
            input: .body(SearchQuery.self, example: Self.query),
            answers: [.ok(SearchResults.self, "The leads found, best first.")],
            problems: [.notFound, .conflict, .unavailable]
        ) { _, query in
            try await answering {
                // Once: while the model changes, vector and index must be of one generation.
                let serving = intake.serving
                return try await results(
                    try await vector(of: query, serving), query.options,
                    filter: query.filter, excluding: query.leadID, serving)
            }
        }
    }

    var nearest: Operation {
        Operation(
            .get, "/api/v1/leads/{id}/nearest", id: "nearest_leads",
            summary: "The leads nearest to a lead", description: Self.searchNote,
            tags: ["leads"],
            input: .path("id", LeadID.self), .query(NearestQuery.self),
            answers: [.ok(SearchResults.self, "The leads found, best first.")],
            problems: [.notFound, .conflict, .unavailable]
        ) { _, id, query in
            try await answering {
                let serving = intake.serving
                return try await results(
                    try await vector(of: id, serving), query.options, filter: query.filter,
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
        // The index may be loading, or a lead of another process not have come by the feed yet.
        if let vector = try await store.vector(
            of: id, in: workspace, generation: serving.generation)
        {
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
        _ vector: [Float]?, _ options: SearchOptions, filter: SearchFilter,
        excluding id: LeadID?, _ serving: Serving
    ) async throws -> Response {
        let coverage = CoverageView(try await intake.coverage(of: workspace, in: serving))
        guard let vector else {
            // Nothing is compared with a text of which the model knows no word.
            let isInMemory = options.engine != .pgvector && serving.indexState == .ready
            return .ok(
                SearchResults(
                    status: .success, results: [], coverage: coverage,
                    engine: isInMemory ? .simd : .pgvector, isExact: true, next: nil))
        }
        var request = SearchRequest(
            vector: vector, limit: options.limit, filter: filter.index, workspace: workspace,
            excluded: id, engine: options.engine)
        let digest = request.digest(generation: serving.generation.id)
        request.after = try position(options.after, digest)
        let answer = try await leadSearch.search(request, in: SearchScope(serving))
        return .ok(
            SearchResults(
                status: .success,
                results: try await hits(answer, comparedWith: options.compares ? id : nil),
                coverage: coverage, engine: answer.engine, isExact: answer.isExact,
                next: answer.next.map { SearchCursor($0, digest: digest) }))
    }

    private func hits(
        _ answer: SearchAnswer, comparedWith lead: LeadID?
    ) async throws -> [SearchHit] {
        let ids = answer.hits.map(\.id)
        let leads = try await briefLine.briefs(ids)
        var traits: [LeadID: LeadTraits] = [:]
        if let lead { traits = try await store.traits(ids + [lead], of: workspace) }
        let query = lead.flatMap { traits[$0] }
        return answer.hits.compactMap { hit in
            guard let brief = leads[hit.id] else { return nil }
            let comparison = query.flatMap { query in
                traits[hit.id].map { Comparison(of: $0, with: query) }
            }
            return SearchHit(similarity: hit.similarity, lead: brief, comparison: comparison)
        }
    }

    private func position(
        _ cursor: SearchCursor?, _ digest: UInt32
    ) throws -> SearchPosition? {
        guard let cursor else { return nil }
        guard cursor.digest == digest, cursor.position.similarity.isFinite else {
            throw HTTPProblem.conflict(
                "`after` is the `next` of another search, or of another model: begin anew.",
                code: "foreign_cursor")
        }
        return cursor.position
    }
}

extension SearchScope {
    /// The vectors that serve now.
    init(_ serving: Serving) {
        self.init(
            generation: serving.generation, index: serving.index, state: serving.indexState)
    }
}
