import Intake
import LeadStore
import Leads
import SampleLeads
import Schema

/// Fills a new database with made-up routes and leads, so that there is something to look at.
struct SampleData {
    let intake: Intake
    let workspace: Workspace

    /// How many leads are made.
    static let count = 2000

    /// Stores the sample routes that are not there yet.
    func addRoutes() async throws {
        let known = Set(try await intake.store.routes(of: workspace.id).map(\.name))
        for sample in SampleRoute.all where !known.contains(sample.name) {
            let rules = RouteRules(
                minRevenueTier: sample.minRevenueTier.map { Int32($0) },
                minEmployees: sample.minEmployees.map { Int32($0) })
            _ = try await intake.store.add(
                Route(
                    id: .make(), name: sample.name, description: sample.description,
                    examples: sample.examples, rules: rules, isFallback: sample.isFallback,
                    isActive: true, version: 1), to: workspace.id)
        }
        try await intake.reloadRoutes(ofWorkspace: workspace.slug)
    }

    /// Takes the sample leads in by the main path, in their order, and reports their outcomes, so
    /// that the later ones are scored by the earlier.
    func addLeads(report: (Int) -> Void) async throws {
        let leads = SampleLeads(
            count: Self.count, endingAt: SystemClock.microseconds / 1_000_000)
        let step = 100
        for start in stride(from: 0, to: leads.count, by: step) {
            let part = leads[start..<min(start + step, leads.count)]
            try await withThrowingTaskGroup { group in
                for lead in part {
                    group.addTask { try await add(lead) }
                }
                try await group.waitForAll()
            }
            report(start + part.count)
        }
    }

    private func add(_ sample: SampleLead) async throws {
        let payload = try LeadPayload.contract.decode(sample.json)
        let receipt = try await intake.receive(payload, in: workspace.id)
        guard let word = sample.outcome?.rawValue, let outcome = Outcome(rawValue: word) else {
            return
        }
        _ = try await intake.store.setOutcome(
            outcome, at: nil, of: receipt.summary.id, in: workspace.id)
        try await intake.refresh(receipt.summary.id, in: workspace.id)
    }
}
