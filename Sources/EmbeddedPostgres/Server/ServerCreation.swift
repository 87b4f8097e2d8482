/// Makes the cluster and the database in it, or nothing.
///
/// All happens in a draft folder that is renamed at the end, so that a start that was interrupted,
/// even by a power cut, never leaves half a cluster behind.
struct ServerCreation {
    let folder: ServerFolder
    let installation: PostgresInstallation
    let account: ServerAccount?
    let deadline: Deadline

    func run() throws(EmbeddedPostgresError) {
        try removeDraft()
        // A name of its own: an initdb whose Leadline was killed may still write to the last one's.
        let draft = folder.draft + "/" + String(UInt64.random(in: 0...UInt64.max), radix: 16)
        try FileSystem.makeFolders(folder.draft)
        try FileSystem.makeFolders(draft, permissions: 0o700)
        if let account {
            try FileSystem.give(folder.draft, user: account.user, group: account.group)
            try FileSystem.give(draft, user: account.user, group: account.group)
        }
        let version = installation.majorVersion
        try run(
            "initdb",
            [installation.program("initdb")]
                + ServerSettings.creation(of: draft, majorVersion: version),
            account: account)
        try FileSystem.append(
            ServerSettings.file(memory: try ServerSettings.memory()),
            to: draft + "/postgresql.conf")
        // Single-user mode goes on after an error unless told not to.
        try run(
            "making the database",
            [
                installation.program("postgres"), "--single", "-D", draft, "-c", "exit_on_error=on",
                "postgres",
            ],
            account: account, input: "CREATE DATABASE \(ConnectionAddress.database)\n")
        try FileSystem.rename(draft, to: folder.data)
        try removeDraft()
    }

    // An initdb that still writes gives up without its folder.
    private func removeDraft() throws(EmbeddedPostgresError) {
        while try FileSystem.entry(folder.draft, followsLinks: false) != nil {
            do throws(EmbeddedPostgresError) {
                try run("rm", ["rm", "-rf", "--", folder.draft], account: nil)
            } catch {
                guard error.code == .initializationFailed else { throw error }
                try deadline.check()
                FileSystem.pause(milliseconds: 200)
            }
        }
    }

    private func run(
        _ action: String, _ arguments: [String], account: ServerAccount?, input: String = ""
    ) throws(EmbeddedPostgresError) {
        let offset = try folder.logLength()
        let command = ChildProcess.Command(arguments: arguments, account: account, input: input)
        let outcome = try ChildProcess.start(command, output: folder.log).wait(until: deadline)
        guard outcome != .exited(0) else { return }
        throw try .ended(
            .initializationFailed, action, outcome, lines: folder.logLines(after: offset))
    }
}

extension EmbeddedPostgresError {
    /// A program that ended badly, with its last words.
    static func ended(
        _ code: Code, _ action: String, _ outcome: ChildProcess.Outcome, lines: [String]
    ) -> Self {
        let words = lines.joined(separator: "\n")
        let said = lines.isEmpty ? "It said nothing." : "It said:\n\(words)\n"
        guard !words.contains("No space left on device") else {
            return Self(
                .diskFull,
                "The disk is full: \(action) \(outcome.text). Free some space and start again. \(said)"
            )
        }
        return Self(code, "PostgreSQL: \(action) \(outcome.text). \(said)")
    }
}
