import Glibc

/// One start of the server, from nothing or of what is there.
struct ServerStart {
    let folder: ServerFolder
    let places: PostgresInstallation.Places
    let keepsRunning: Bool
    let deadline: Deadline

    func run() throws(EmbeddedPostgresError) -> RunningPostgres {
        try FileSystem.makeFolders(folder.root)
        return try FolderLock.holding(folder.lock, until: deadline) {
            () throws(EmbeddedPostgresError) in
            do throws(EmbeddedPostgresError) {
                return try runLocked()
            } catch {
                throw error.logged(at: folder.log)
            }
        }
    }

    private func runLocked() throws(EmbeddedPostgresError) -> RunningPostgres {
        let me = try ProcessIdentity.current()
        let data = try FileSystem.entry(folder.data)
        if let data { try checkOwner(data) }
        while let found = try folder.postmaster() {
            if found.state == .ready { return try reuse(found, me) }
            try deadline.check()
            FileSystem.pause(milliseconds: 20)
        }
        let account = try ServerAccount.needed(for: data, log: folder.log)
        let version = try folder.majorVersion()
        let installation = try PostgresInstallation.find(in: places, version: version)
        if let account {
            try account.checkWay(to: folder.data)
            try account.checkWay(to: installation.program("postgres"))
        }
        if version == nil {
            try ServerCreation(
                folder: folder, installation: installation, account: account, deadline: deadline
            ).run()
        }
        return try launch(installation, account, me)
    }

    private func checkOwner(_ data: FileSystem.Entry) throws(EmbeddedPostgresError) {
        let me = geteuid()
        guard me != 0, data.user != me else { return }
        throw EmbeddedPostgresError(
            .wrongOwner,
            "\(folder.data) belongs to the user with number \(data.user), and you are \(me). Run as "
                + "that user or as root, or set LEADLINE_DATA_DIR to a folder of your own.")
    }

    private func reuse(
        _ found: PostmasterFile, _ me: ProcessIdentity
    ) throws(EmbeddedPostgresError) -> RunningPostgres {
        let written = try ServerOwner.read(folder.owner)
        let owner = ServerOwner.next(after: written, finder: me, keepsRunning: keepsRunning)
        if owner != written { try owner.write(folder.owner) }
        return try running(found, wasRunning: true, isOwned: owner == .process(me))
    }

    private func launch(
        _ installation: PostgresInstallation, _ account: ServerAccount?, _ me: ProcessIdentity
    ) throws(EmbeddedPostgresError) -> RunningPostgres {
        let socket = SocketFolder(for: folder)
        try socket.prepare(for: account)
        try folder.rotateLog()
        let owner: ServerOwner = keepsRunning ? .nobody : .process(me)
        try owner.write(folder.owner)
        while true {
            let server = try ServerLaunch(
                folder: folder, installation: installation, account: account, socket: socket,
                deadline: deadline
            ).run()
            if let server { return try running(server, wasRunning: false, isOwned: !keepsRunning) }
            try deadline.check()
            FileSystem.pause(milliseconds: 200)
        }
    }

    private func running(
        _ file: PostmasterFile, wasRunning: Bool, isOwned: Bool
    ) throws(EmbeddedPostgresError) -> RunningPostgres {
        guard let version = try folder.majorVersion() else {
            throw EmbeddedPostgresError(.startFailed, "\(folder.data) has vanished.")
        }
        return RunningPostgres(
            connectionString: ConnectionAddress.uri(
                socketFolder: file.socketDirectory, port: file.port),
            port: file.port, socketDirectory: file.socketDirectory, logPath: folder.log,
            processID: file.processID, majorVersion: version, wasRunning: wasRunning,
            isOwned: isOwned)
    }
}
