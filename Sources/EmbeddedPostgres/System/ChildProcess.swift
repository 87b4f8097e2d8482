import CSpawn
import Glibc

/// A program that runs in a session of its own, so that Ctrl-C at our terminal never reaches it.
struct ChildProcess {
    /// What to run.
    struct Command {
        /// The program and its arguments.
        var arguments: [String]
        /// The user to run it as; nil for ours.
        var account: ServerAccount?
        /// What it reads; at most 4,096 bytes.
        var input = ""
    }

    let id: Int32

    /// Starts a program whose output goes to the end of a file.
    ///
    /// It inherits nothing but that: no descriptor, no variable, no blocked or ignored signal.
    static func start(_ command: Command, output: String) throws(EmbeddedPostgresError) -> Self {
        var arguments = (command.account?.prefix ?? []) + command.arguments
        for argument in arguments where argument.utf8.contains(0) {
            throw EmbeddedPostgresError(.invalidPath, "A path holds a NUL byte.")
        }
        arguments[0] = try program(arguments[0])
        let input = try inputPipe(command.input)
        defer { close(input) }
        var id: Int32 = 0
        let failure = unsafe withCStrings(arguments) { words in
            unsafe withCStrings(environment) { environment in
                unsafe leadline_spawn(&id, arguments[0], words, environment, input, output)
            }
        }
        guard failure == 0 else { throw .system("cannot run", arguments[0], errno: failure) }
        return Self(id: id)
    }

    /// Where a program given by its name alone stands.
    private static func program(_ name: String) throws(EmbeddedPostgresError) -> String {
        guard !name.contains("/") else { return name }
        let folders = [
            "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
        ]
        let paths = folders.map { "\($0)/\(name)" }
        guard let found = paths.first(where: FileSystem.isExecutable) else {
            throw EmbeddedPostgresError(.system, "The program \(name) is missing; install it.")
        }
        return found
    }

    // LC_ALL=C: messages in English, so that they can be searched for. No `PG…` variable of ours.
    private static let environment = [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C",
    ]
}
