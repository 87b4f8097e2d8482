/// One attempt to run the postmaster on data that are there.
struct ServerLaunch {
    let folder: ServerFolder
    let installation: PostgresInstallation
    let account: ServerAccount?
    let socket: SocketFolder
    let deadline: Deadline

    /// The postmaster when it is ready; nil when children of a killed one still hold its memory,
    /// which they do for a moment.
    func run() throws(EmbeddedPostgresError) -> PostmasterFile? {
        let offset = try folder.logLength()
        let arguments =
            [installation.program("postgres"), "-D", folder.data]
            + ServerSettings.arguments(socketFolder: socket.path)
        let server = try ChildProcess.start(
            ChildProcess.Command(arguments: arguments, account: account), output: folder.log)
        while true {
            if let outcome = server.outcomeIfEnded() {
                let lines = try folder.logLines(after: offset)
                if lines.contains(where: { $0.contains("pre-existing shared memory block") }) {
                    return nil
                }
                throw .ended(.startFailed, "the server", outcome, lines: lines)
            }
            if let file = try folder.postmaster(), file.processID == server.id,
                file.state == .ready
            {
                server.reap()
                return file
            }
            try checkStillWanted(server)
            FileSystem.pause(milliseconds: 10)
        }
    }

    private func checkStillWanted(_ server: ChildProcess) throws(EmbeddedPostgresError) {
        do throws(EmbeddedPostgresError) {
            try deadline.check()
        } catch {
            server.reap()
            try ServerStop.end(server.id, within: .seconds(10))
            throw error
        }
    }
}
