import Glibc

/// One stop of the server.
struct ServerStop {
    let folder: ServerFolder
    /// Whether only a server that belongs to this process is stopped.
    let onlyIfOwned: Bool
    let timeout: Duration

    /// Whether a server was stopped.
    func run() throws(EmbeddedPostgresError) -> Bool {
        guard try FileSystem.entry(folder.root) != nil else { return false }
        let deadline = Deadline(timeout, .busy, "Waiting for another start or stop of the server")
        return try FolderLock.holding(folder.lock, until: deadline) {
            () throws(EmbeddedPostgresError) in
            do throws(EmbeddedPostgresError) {
                return try runLocked()
            } catch {
                throw error.logged(at: folder.log)
            }
        }
    }

    private func runLocked() throws(EmbeddedPostgresError) -> Bool {
        if onlyIfOwned {
            let me = try ProcessIdentity.current()
            guard try ServerOwner.read(folder.owner) == .process(me) else { return false }
        }
        guard let server = try folder.postmaster() else {
            FileSystem.unlink(folder.owner)
            return false
        }
        try Self.end(server.processID, within: timeout)
        FileSystem.unlink(folder.owner)
        // It is empty now; that it stays when it is not does no harm.
        _ = unsafe rmdir(SocketFolder(for: folder).path)
        return true
    }

    /// Ends a postmaster: fast shutdown, and an immediate one when that takes too long
    /// (PostgreSQL manual, "Shutting Down the Server").
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.stopTimedOut` when it does not end at all.
    static func end(_ id: Int32, within timeout: Duration) throws(EmbeddedPostgresError) {
        guard let server = ProcessIdentity.living(id) else { return }
        for (number, duration) in [(SIGINT, timeout), (SIGQUIT, .seconds(10))] {
            guard try ProcessIdentity.signal(id, number) else { return }
            let end = ContinuousClock.now + duration
            while ContinuousClock.now < end {
                guard server.isAlive else { return }
                FileSystem.pause(milliseconds: 10)
            }
        }
        throw EmbeddedPostgresError(
            .stopTimedOut,
            "The server (process \(id)) does not end. Its data are safe; end the process by hand.")
    }
}
