import ArgumentParser

/// The program: a service and the commands around it.
@main
struct Leadline: AsyncParsableCommand {
    /// The version that `--version`, the documentation and the log tell.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "leadline",
        abstract:
            "Takes in sales leads, scores and routes them by similarity, and finds them again.",
        discussion: """
            Exit codes: 0 done, 1 failed, 3 rows were rejected (with --strict), 4 something needed \
            is not available, 5 a setting has a wrong value, 64 wrong usage; by a signal, what shells \
            tell as 130 (Ctrl-C) or 143 (SIGTERM).
            """,
        version: version,
        subcommands: [
            Serve.self, Migrate.self, Import.self, Search.self, Embed.self, Reembed.self,
            Models.self, Evaluate.self, Index.self, DB.self, Doctor.self,
        ])

    static func main() async {
        await run(arguments: nil)
    }
}
