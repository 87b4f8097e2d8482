import ArgumentParser
import Console
import Migrations
import Postgres
import Settings

/// Brings the database's schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to date.",
        discussion: "Several processes may do so at once: one works, the others wait.")

    @OptionGroup var common: SettingFlags
    @Flag(help: "Show which migrations are applied, change nothing.") var status = false
    @Flag(help: "Show which migrations would be applied, change nothing.") var dryRun = false
    @Flag(help: "Report as JSON.") var json = false

    func run() async throws {
        let settings = try common.load().settings
        let logger = settings.logger()
        try await Database.open(settings, logger, migrating: !(status || dryRun)) { database in
            let migrator = try Migrator(client: database.client, logger: logger)
            let states = try await migrator.status()
            show(states, applied: database.applied)
        }
    }

    private func show(_ states: [MigrationState], applied: [Int]) {
        if json {
            var report = Report(command: "migrate")
            report.add("applied_now", .list(applied.map { String($0) }))
            report.add("pending", .list(states.filter { !$0.isApplied }.map(\.name)))
            report.add("applied", .list(states.filter(\.isApplied).map(\.name)))
            StandardOutput.write(report.json(succeeded: true))
            return
        }
        var table = Table(["Migration", "State"])
        for state in states where !dryRun || !state.isApplied {
            let now = applied.contains(state.version) ? "applied now" : "applied"
            table.add([state.name, state.isApplied ? now : "pending"])
        }
        StandardOutput.write(table.text(for: .standardOutput))
    }
}
