import ArgumentParser
import Console
import Foundation
import Logging
import Settings

/// The settings that every command takes as flags; all others come by environment or file.
struct SettingFlags: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file (JSON).", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "The PostgreSQL to use; without one a private server is run.", valueName: "url"))
    var databaseURL: String?

    @Option(help: ArgumentHelp("The folder of the private PostgreSQL's data.", valueName: "dir"))
    var dataDir: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error.", valueName: "level"))
    var logLevel: String?

    /// Finds all settings and tells of odd ones on standard error.
    ///
    /// - Parameter flags: Further flags, by the names of the settings.
    /// - Returns: The settings and where each came from.
    /// - Throws: `SettingsError` with everything that is wrong.
    func load(_ flags: [String: String?] = [:]) throws -> LoadedSettings {
        var given = flags.compactMapValues(\.self)
        given["config"] = config
        given["database_url"] = databaseURL
        given["data_dir"] = dataDir
        given["log_level"] = logLevel
        let loaded = try Settings.load(
            flags: given, environment: ProcessInfo.processInfo.environment)
        for warning in loaded.warnings { StandardError.write("leadline: \(warning)\n") }
        return loaded
    }
}

extension Settings {
    /// A logger to standard error at the level that was set.
    func logger(_ label: String = "leadline") -> Logger {
        var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel.rawValue) ?? .info
        return logger
    }
}
