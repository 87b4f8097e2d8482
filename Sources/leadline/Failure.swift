import ArgumentParser
import Console
import EmbeddedPostgres
import Embedding
import Intake
import LeadFiles
import LeadStore
import Migrations
import Postgres
import Settings
import WebAPI

extension Leadline {
    /// Runs the command of the arguments and leaves with an exit code that scripts can use.
    static func run(arguments: [String]?) async {
        do {
            try await Interruption.current.run {
                var command = try parseAsRoot(arguments)
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
            }
        } catch let error as CommandExitError {
            exit(withError: ExitCode(error.code.rawValue))
        } catch {
            guard let code = exitCode(of: error) else { exit(withError: error) }
            StandardError.write("leadline: \(error)\n")
            exit(withError: ExitCode(code.rawValue))
        }
    }

    /// The exit code of an error of the rooms below; nil for one of the argument parser.
    private static func exitCode(of error: any Error) -> CommandExit? {
        switch error {
        case let error as CommandError: exitCode(of: error.code)
        case is SettingsError: .wrongSetting
        case let error as IntakeError: error.code == .wrongModel ? .wrongSetting : .unavailable
        case let error as ServerError: error.code == .addressInUse ? .wrongSetting : .failure
        case is PostgresError, is EmbeddedPostgresError: .unavailable
        case is CancellationError: .interrupted
        case let error as MigrationError: error.underlying == nil ? .failure : .unavailable
        case let error as LeadFileError: error.code == .option ? .usage : .failure
        case let error as ModelError where error.code == .keyMissing: .wrongSetting
        case let error as ModelError where error.code == .unavailable: .unavailable
        case is ModelError, is StoreError: .failure
        default: Self.exitCode(for: error) == .failure ? .failure : nil
        }
    }
}

extension Leadline {
    private static func exitCode(of code: CommandError.Code) -> CommandExit {
        switch code {
        case .setting: .wrongSetting
        case .unavailable: .unavailable
        case .stopped: .failure
        }
    }
}

/// Leaves with an exit code, all having been said already.
struct CommandExitError: Error {
    let code: CommandExit
}
