import ArgumentParser
import Console
import Embedding
import Intake
import LeadIndex
import LeadSearch
import LeadStore
import Leads
import Schema
import Settings

/// Finds the leads nearest to a text.
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the leads nearest to a text.",
        discussion: """
            One search is soonest answered by PostgreSQL: the index in memory is loaded only for \
            --engine simd.
            """)

    @OptionGroup var common: SettingFlags
    @Argument(help: "What the leads should be about.") var text: String
    @Option(help: "How many at most, 1 to 100.") var limit = 10
    @OptionGroup var conditions: SearchConditions
    @Option(help: "What searches: auto, simd (the index in memory) or pgvector (PostgreSQL).")
    var engine = "auto"
    @Flag(help: "Report as JSON lines.") var json = false

    func validate() throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("The text is empty.")
        }
        guard (1...100).contains(limit) else { throw ValidationError("--limit is 1 to 100.") }
        guard SearchEngine(rawValue: engine) != nil else {
            throw ValidationError("--engine is auto, simd or pgvector.")
        }
        _ = try conditions.filter()
    }

    func run() async throws {
        let settings = try common.load().settings
        let filter = try conditions.filter()
        try await Session.open(settings, settings.logger(), loadsIndex: engine == "simd") {
            session in
            try await search(session, settings, filter)
        }
    }

    private func search(
        _ session: Session, _ settings: Settings, _ filter: LeadFilter
    ) async throws {
        let serving = session.intake.serving
        guard let vector = try await serving.model.embed(text).values else {
            throw CommandError(.unavailable, "The model knows no word of this text: use others.")
        }
        let answer = try await LeadSearch(session.store, settings, settings.logger()).search(
            SearchRequest(
                vector: vector, limit: limit, filter: filter, workspace: session.workspace.id,
                engine: SearchEngine(rawValue: engine) ?? .auto),
            in: SearchScope(
                generation: serving.generation, index: serving.index, state: serving.indexState))
        let leads = try await session.store.briefs(
            answer.hits.map(\.id), of: session.workspace.id)
        let found = answer.hits.compactMap { hit in leads[hit.id].map { (hit.similarity, $0) } }
        json ? writeLines(found, answer) : writeTable(found, answer)
        let coverage = try await session.intake.coverage(of: session.workspace.id, in: serving)
        if coverage.pending > 0 {
            StandardError.write(
                "leadline: \(coverage.pending) leads still wait for their vector and were not "
                    + "searched.\n")
        }
    }

    private func writeLines(_ found: [(Float, LeadBrief)], _ answer: SearchAnswer) {
        for (similarity, lead) in found {
            let line = FoundLead(
                id: lead.id, similarity: similarity, email: lead.email, company: lead.company,
                jobTitle: lead.jobTitle, route: lead.route, score: lead.score,
                engine: answer.engine, isExact: answer.isExact)
            let text = String(decoding: FoundLead.contract.encode(line), as: UTF8.self)
            StandardOutput.write(text + "\n")
        }
    }

    private func writeTable(_ found: [(Float, LeadBrief)], _ answer: SearchAnswer) {
        var table = Table(["Similarity", "Lead", "Job title", "Company", "Route"], numbers: [0])
        for (similarity, lead) in found {
            table.add([
                String((similarity * 1000).rounded() / 1000), lead.email, lead.jobTitle ?? "",
                lead.company ?? "", lead.route ?? "",
            ])
        }
        StandardOutput.write(table.text(for: .standardOutput))
        let kind = answer.isExact ? "exact" : "approximate"
        StandardError.write("engine \(answer.engine.rawValue), \(kind)\n")
    }
}

/// A line of `leadline search --json`.
struct FoundLead: Contracted {
    var id: LeadID
    var similarity: Float
    var email: String
    var company: String?
    var jobTitle: String?
    var route: String?
    var score: Float?
    var engine: ServingEngine
    var isExact: Bool

    static let contract = Contract<Self>(
        "FoundLead", Self.init,
        Field("id", \.id), Field("similarity", \.similarity), Field("email", \.email),
        Field("company", \.company), Field("job_title", \.jobTitle), Field("route", \.route),
        Field("score", \.score), Field("engine", \.engine), Field("exact", \.isExact))
}
