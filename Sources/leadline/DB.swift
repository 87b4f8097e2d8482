import ArgumentParser
import Console
import EmbeddedPostgres
import Settings

/// Starts, stops and opens the private PostgreSQL.
struct DB: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Start, stop and open the private PostgreSQL.",
        subcommands: [Start.self, Stop.self, Status.self, Psql.self])

    /// The private server; refuses when the settings name another database.
    fileprivate static func server(_ common: SettingFlags) throws -> EmbeddedPostgres {
        let settings = try common.load().settings
        guard settings.databaseURL == nil else {
            throw CommandError(
                .setting, "LEADLINE_DATABASE_URL names a PostgreSQL of your own: use its tools.")
        }
        return EmbeddedPostgres(settings)
    }

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start the private PostgreSQL; it runs until `db stop`.")
        @OptionGroup var common: SettingFlags
        @Flag(help: "Report as JSON.") var json = false

        func run() async throws {
            let running = try await DB.server(common).start(keepsRunning: true)
            var report = Report(command: "db start")
            report.add("running", .flag(true))
            report.add("was_running", .flag(running.wasRunning))
            report.add("process", .text(String(running.processID)))
            report.add("connection", .text(running.connectionString))
            StandardOutput.write(json ? report.json(succeeded: true) : report.text())
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop the private PostgreSQL.")
        @OptionGroup var common: SettingFlags
        @Flag(help: "Report as JSON.") var json = false

        func run() async throws {
            var report = Report(command: "db stop")
            report.add("stopped", .flag(try await DB.server(common).stop()))
            StandardOutput.write(json ? report.json(succeeded: true) : report.text())
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell whether the private PostgreSQL runs.",
            discussion: "Exits with 4 when it does not.")
        @OptionGroup var common: SettingFlags
        @Flag(help: "Report as JSON.") var json = false

        func run() async throws {
            let status = try await DB.server(common).status()
            let isRunning = status.state == .running
            var report = Report(command: "db status")
            report.add("state", .text(status.state.rawValue))
            if let process = status.processID { report.add("process", .text(String(process))) }
            if let connection = status.connectionString {
                report.add("connection", .text(connection))
            }
            StandardOutput.write(json ? report.json(succeeded: isRunning) : report.text())
            if !isRunning { throw CommandExitError(code: .unavailable) }
        }
    }

    struct Psql: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open psql on the private PostgreSQL.",
            discussion: "Arguments behind -- go to psql.")
        @OptionGroup var common: SettingFlags
        @Argument(parsing: .postTerminator, help: "Arguments of psql.") var arguments: [String] = []

        func run() async throws {
            let server = try DB.server(common)
            guard let connection = try await server.status().connectionString else {
                throw CommandError(
                    .unavailable, "The private PostgreSQL does not run: `leadline db start`.")
            }
            throw ReplacedProcess.failure(
                try server.psqlPath(), [connection] + arguments)
        }
    }
}
