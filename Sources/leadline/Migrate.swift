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
        try await Database.open(
            settings, settings.logger(), migrating: !(status || dryRun)
        ) { database in
            let states = try await Migrator(database.client).status()
            show(states, applied: database.applied.map(\.name))
        }
    }

    private func show(_ states: [MigrationStatus], applied: [String]) {
        if json {
            var report = Report(command: "migrate")
            report.add("applied_now", .list(applied))
            report.add("applied", .list(states.filter(\.isApplied).map(\.migration.name)))
            report.add("pending", .list(states.filter { !$0.isApplied }.map(\.migration.name)))
            StandardOutput.write(report.json(succeeded: true))
            return
        }
        var table = Table(["Migration", "State"])
        for state in states where !dryRun || !state.isApplied {
            let name = state.migration.name
            let now = applied.contains(name) ? "applied now" : "applied"
            table.add([name, state.isApplied ? now : "pending"])
        }
        StandardOutput.write(table.text(for: .standardOutput))
    }
}

extension MigrationStatus {
    fileprivate var isApplied: Bool { !isPending }
}
