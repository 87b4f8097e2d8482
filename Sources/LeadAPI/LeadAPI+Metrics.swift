import Intake
import LeadIndex
import LeadStore

extension LeadAPI {
    /// The state of the workspace in Prometheus' text exposition format, version 0.0.4.
    ///
    /// - Throws: `PostgresError` while nothing has been counted yet.
    public func gauges() async throws -> String {
        let serving = intake.serving
        let coverage = try await intake.coverage(of: workspace, in: serving)
        return Self.gauge("leadline_leads", "Leads stored.", coverage.total)
            + Self.gauge("leadline_leads_embedded", "Leads with a vector.", coverage.embedded)
            + Self.gauge(
                "leadline_leads_pending_embedding", "Leads whose vector is still to be made.",
                coverage.pending)
            + Self.gauge("leadline_leads_indexed", "Leads in memory.", serving.index.count)
    }

    private static func gauge(_ name: String, _ help: String, _ value: Int) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
    }
}
