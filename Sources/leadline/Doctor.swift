import ArgumentParser
import Console
import Settings

/// Tells what is found, what is missing, and what to do.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what is found, what is missing, and what to do.",
        discussion: "Changes nothing. Exits with 4 when something needed is missing.")

    @OptionGroup var common: SettingFlags
    @Flag(help: "Report as JSON.") var json = false

    func run() async throws {
        let settings = try common.load().settings
        let examination = Examination(settings: settings)
        let findings = [
            await examination.database(), examination.model(), await examination.activeModel(),
            examination.port(),
            examination.dataDirectory(), examination.documentation(),
            examination.processor(),
        ]
        let isWell = findings.allSatisfy { $0.state != .missing }
        json ? writeJSON(findings, isWell) : writeTable(findings)
        if !isWell { throw CommandExitError(code: .unavailable) }
    }

    private func writeJSON(_ findings: [Finding], _ isWell: Bool) {
        var report = Report(command: "doctor")
        for finding in findings {
            report.add(finding.subject, .text(finding.state.rawValue))
            report.add(finding.subject + "_detail", .text(finding.detail))
        }
        StandardOutput.write(report.json(succeeded: isWell))
    }

    private func writeTable(_ findings: [Finding]) {
        var table = Table(["What", "State", "Detail"])
        for finding in findings {
            table.add([finding.subject, finding.state.rawValue, finding.detail])
        }
        StandardOutput.write(table.text(for: .standardOutput))
    }
}

/// One thing that `doctor` looked at.
struct Finding {
    /// How it stands.
    enum State: String {
        /// It is there and right.
        case good = "ok"
        /// The service runs without it.
        case absent = "not there"
        /// The service does not run without it.
        case missing = "MISSING"
    }

    let subject: String
    let state: State
    let detail: String

    init(_ subject: String, _ state: State, _ detail: String) {
        self.subject = subject
        self.state = state
        self.detail = detail
    }
}
