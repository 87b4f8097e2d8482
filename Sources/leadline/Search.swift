import ArgumentParser
import Console
import Embedding
import Intake
import LeadIndex
import LeadStore
import Leads
import Schema
import Settings

/// Finds the leads nearest to a text.
struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Find the leads nearest to a text.")

    @OptionGroup var common: SettingFlags
    @Argument(help: "What the leads should be about.") var text: String
    @Option(help: "How many at most, 1 to 100.") var limit = 10
    @Option(help: "Only leads of this country (ISO 3166 alpha-2).") var country: String?
    @Option(help: "Only leads of at least this revenue tier, 0 to 10.") var minRevenueTier: Int?
    @Option(help: "Only leads of this outcome: won, lost, disqualified.") var outcome: String?
    @Flag(help: "Report as JSON lines.") var json = false

    func validate() throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("The text is empty.")
        }
        guard (1...100).contains(limit) else { throw ValidationError("--limit is 1 to 100.") }
        if let minRevenueTier, !(0...10).contains(minRevenueTier) {
            throw ValidationError("--min-revenue-tier is 0 to 10.")
        }
        if let outcome, Outcome(rawValue: outcome) == nil {
            throw ValidationError("--outcome is won, lost or disqualified.")
        }
    }

    func run() async throws {
        let settings = try common.load().settings
        var filter = LeadFilter(minRevenueTier: minRevenueTier.map { Int32($0) })
        filter.outcome = outcome.flatMap { Outcome(rawValue: $0) }
        if let country {
            do {
                filter.country = try CountryCode(country).text
            } catch {
                throw ValidationError("--country: \(error.msg)")
            }
        }
        try await Session.open(settings, settings.logger()) { session in
            try await search(session, filter)
        }
    }

    private func search(_ session: Session, _ filter: LeadFilter) async throws {
        let serving = session.intake.serving
        guard let vector = try await serving.model.embed(text).values else {
            throw CommandError(.unavailable, "The model knows no word of this text: use others.")
        }
        let hits = try serving.index.search(
            vector, k: limit, filter: filter, workspace: session.workspace.id)
        let leads = try await session.store.briefs(hits.map(\.id), of: session.workspace.id)
        let found = hits.compactMap { hit in leads[hit.id].map { (hit.similarity, $0) } }
        json ? writeLines(found) : writeTable(found)
        let coverage = try await session.intake.coverage(of: session.workspace.id, in: serving)
        if coverage.pending > 0 {
            StandardError.write(
                "leadline: \(coverage.pending) leads still wait for their vector and were not "
                    + "searched.\n")
        }
    }

    private func writeLines(_ found: [(Float, LeadBrief)]) {
        for (similarity, lead) in found {
            let line = FoundLead(
                id: lead.id, similarity: similarity, email: lead.email, company: lead.company,
                jobTitle: lead.jobTitle, route: lead.route, score: lead.score)
            let text = String(decoding: FoundLead.contract.encode(line), as: UTF8.self)
            StandardOutput.write(text + "\n")
        }
    }

    private func writeTable(_ found: [(Float, LeadBrief)]) {
        var table = Table(["Similarity", "Lead", "Job title", "Company", "Route"], numbers: [0])
        for (similarity, lead) in found {
            table.add([
                String((similarity * 1000).rounded() / 1000), lead.email, lead.jobTitle ?? "",
                lead.company ?? "", lead.route ?? "",
            ])
        }
        StandardOutput.write(table.text(for: .standardOutput))
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

    static let contract = Contract<Self>(
        "FoundLead", Self.init,
        Field("id", \.id), Field("similarity", \.similarity), Field("email", \.email),
        Field("company", \.company), Field("job_title", \.jobTitle), Field("route", \.route),
        Field("score", \.score))
}
