import Embedding
import Intake
import IntakeFixtures
import LeadIndex
@testable import LeadSearch
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Similarity

/// Leads with random fields over a real database, and both engines over them.
struct SearchFixture {
    let intake: IntakeFixture
    let search: LeadSearch

    var scope: SearchScope {
        let serving = intake.intake.serving
        return SearchScope(
            generation: serving.generation, index: serving.index, state: serving.indexState)
    }

    static let countries = ["DE", "FR", "GB", nil]
    /// Words that differ in case, in composition, and by scalars that fold to ASCII.
    static let industries = [
        "Banking", "BANKING", "Ärzte", "a\u{308}rzte", "ÄRZTE", "\u{212A}eramik", "keramik",
        "ΣΊΣΥΦΟΣ", "\u{130}stanbul", nil,
    ]
    static let sources = ["web", "Web", "Größe", "GRÖßE", nil]
    static let tags = ["a", "B", "Ä", "a\u{308}", "b", "\u{37E}x", ";X"]

    /// Lends a fixture with `count` leads to `body`.
    static func run(
        leads count: Int, sampled: Int = 0, _ body: (SearchFixture) async throws -> Void
    ) async throws {
        try await IntakeFixture.run { fixture in
            var random = SeededNumbers(seed: 7)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<count {
                    let payload = try payload(number, &random)
                    group.addTask {
                        _ = try await fixture.intake.receive(payload, in: fixture.workspace.id)
                    }
                }
                try await group.waitForAll()
            }
            let logger = Logger(label: "test")
            let search = LeadSearch(store: fixture.store, sampled: sampled, logger: logger)
            try await body(SearchFixture(intake: fixture, search: search))
        }
    }

    private static func payload(
        _ number: Int, _ random: inout SeededNumbers
    ) throws -> LeadPayload {
        // A third of the texts are the same: ties are part of what is compared.
        let topic = random.next(below: 3) == 0 ? 0 : number
        var members: JSONObject = [
            "revenue_tier": .integer(Int64(random.next(below: 11))),
            "message": .string("We need topic \(topic) with a data warehouse \(topic % 17)."),
        ]
        if let country = countries[random.next(below: countries.count)] {
            members["country"] = .string(country)
        }
        if let industry = industries[random.next(below: industries.count)] {
            members["industry"] = .string(industry)
        }
        if let source = sources[random.next(below: sources.count)] {
            members["source"] = .string(source)
        }
        members["tags"] = .array(
            tags.filter { _ in random.next(below: 3) == 0 }.map { .string($0) })
        return try IntakeFixture.payload(members)
    }

    func query(_ text: String) async throws -> [Float] {
        try await intake.intake.serving.model.embed(text).values ?? []
    }

    func request(
        _ vector: [Float], limit: Int = 10, filter: LeadFilter = LeadFilter(),
        _ engine: SearchEngine, after: SearchPosition? = nil
    ) -> SearchRequest {
        SearchRequest(
            vector: vector, limit: limit, filter: filter, workspace: intake.workspace.id,
            engine: engine, after: after)
    }

    /// Builds the HNSW index of the generation that serves.
    func buildIndex() async throws {
        try await search.store.buildVectorIndex(
            of: scope.generation, VectorIndexBuild(memory: 64 << 20))
        search.indexStates.forget()
    }
}

/// SplitMix64 from a fixed seed.
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
