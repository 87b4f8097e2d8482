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
        let arguments = (command.account?.prefix ?? []) + command.arguments
        for argument in arguments where argument.utf8.contains(0) {
            throw EmbeddedPostgresError(.invalidPath, "A path holds a NUL byte.")
        }
        let input = try inputPipe(command.input)
        defer { close(input) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        unsafe posix_spawn_file_actions_addopen(
            &actions, 1, output, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        unsafe posix_spawn_file_actions_addchdir_np(&actions, "/")
        return try spawn(arguments, &actions)
    }

    private static func spawn(
        _ arguments: [String], _ actions: inout posix_spawn_file_actions_t
    ) throws(EmbeddedPostgresError) -> Self {
        var attributes = unsafe posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = unsafe sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = Int32(POSIX_SPAWN_SETSID) | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        guard let program = arguments.first else {
            throw EmbeddedPostgresError(.system, "There is no program to run.")
        }
        var id: Int32 = 0
        let failure = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(environment) { environment in
                unsafe posix_spawn(&id, program, &actions, &attributes, arguments, environment)
            }
        }
        guard failure == 0 else { throw .system("cannot run", program, errno: failure) }
        return Self(id: id)
    }

    /// LC_ALL=C: messages in English, so that they can be searched for. No `PG…` variable of ours.
    private static let environment = [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C",
    ]
}
