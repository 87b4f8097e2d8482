import Intake
import LeadIndex

extension LeadAPI {
    /// The state of the workspace in Prometheus' text exposition format, version 0.0.4.
    public func gauges() async throws -> String {
        let name = "leadline_leads_indexed"
        return "# HELP \(name) Leads in memory.\n# TYPE \(name) gauge\n"
            + "\(name) \(intake.serving.index.count)\n"
    }
}
