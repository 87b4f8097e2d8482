import Foundation
import Postgres

@testable import EmbeddedPostgres
@testable import PostgresTesting

/// A PostgreSQL of a test's own with a TCP port, whose access rules and role the test chooses.
final class OwnServer {
    /// The postmaster's settings and the lines of `pg_hba.conf`.
    struct Options {
        var settings: [String] = []
        var access = "local all all trust\nhost all all 127.0.0.1/32 trust\n"
        /// A server that only replays a log: read-only, or silent when `hot_standby=off`.
        var isStandby = false
    }

    let port: Int
    private let base: String
    private let folder: ServerFolder
    private let installation: PostgresInstallation
    private let account: ServerAccount?
    private var server: ChildProcess?

    /// Lends a server whose database has run a script, and removes it.
    static func run<R>(
        _ options: Options = Options(), script: String = "select 1",
        _ body: (OwnServer) async throws -> R
    ) async throws -> R {
        try await PostgresTesting.TestDatabase.withPermit {
            let own = try await OwnServer(script: script)
            let outcome: Result<R, any Error>
            do {
                try own.start(options)
                outcome = .success(try await body(own))
            } catch {
                outcome = .failure(error)
            }
            own.remove()
            return try outcome.get()
        }
    }

    private init(script: String) async throws {
        base = "/tmp/leadline-own-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try FileSystem.makeFolders(base)
        let embedded = EmbeddedPostgres(dataDirectory: base, toolsDirectory: TestFolder.tools)
        folder = try ServerFolder(dataDirectory: base)
        let running = try await embedded.start()
        let admin = try PostgresClient(.init(connectionString: running.connectionString))
        try await admin.execute(script: script)
        await admin.shutdown()
        _ = try await embedded.stop()
        installation = try embedded.installation()
        account = try ServerAccount.needed(
            for: try FileSystem.entry(folder.data), log: folder.log)
        port = try Self.freePort()
    }

    /// The folder of the Unix socket.
    var socketFolder: String { folder.root + "/run" }
    /// The path of the Unix socket.
    var socket: String { "\(socketFolder)/.s.PGSQL.\(port)" }

    /// A path for a file of the test.
    func path(_ name: String) -> String { base + "/" + name }

    /// Writes a file of the test.
    func write(_ text: String, _ name: String, mode: Int = 0o644) throws -> String {
        let path = path(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    /// Starts the postmaster, and waits until it works on the data.
    func start(_ options: Options) throws {
        try SocketFolder(for: folder).prepare(for: account)
        let access = try write(options.access, "hba.conf")
        if options.isStandby {
            let signal = folder.data + "/standby.signal"
            try Data().write(to: URL(fileURLWithPath: signal))
            try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: signal)
        }
        let settings =
            [
                "listen_addresses=127.0.0.1", "port=\(port)",
                "unix_socket_directories=\(socketFolder)", "hba_file=\(access)", "fsync=off",
                "logging_collector=off", "log_destination=stderr", "shared_buffers=16MB",
            ] + options.settings
        let arguments =
            [installation.program("postgres"), "-D", folder.data]
            + settings.flatMap { ["-c", $0] }
        let started = try ChildProcess.start(
            ChildProcess.Command(arguments: arguments, account: account), output: folder.log)
        server = started
        let awaited: Set<PostmasterFile.State> =
            options.isStandby ? [.standby, .ready] : [.ready]
        let deadline = Deadline(.seconds(30), .startTimedOut, "the test's server")
        while true {
            if let file = try folder.postmaster(), awaited.contains(file.state) { return }
            guard started.outcomeIfEnded() == nil else {
                throw EmbeddedPostgresError(.startFailed, try logText())
            }
            try deadline.check()
            FileSystem.pause(milliseconds: 10)
        }
    }

    /// Ends the postmaster at once, without a checkpoint.
    func kill() {
        guard let server else { return }
        Glibc.kill(server.id, SIGQUIT)
        for _ in 0..<500 where server.outcomeIfEnded() == nil { usleep(10_000) }
        self.server = nil
    }

    /// Lets a standby become the primary.
    func promote() throws {
        try Data().write(to: URL(fileURLWithPath: folder.data + "/promote"))
        if let server { Glibc.kill(server.id, SIGUSR1) }
    }

    func logText() throws -> String {
        try folder.logLines(after: 0).joined(separator: "\n")
    }

    private func remove() {
        kill()
        _ = try? FileManager.default.removeItem(atPath: base)  // What is left lies in /tmp.
    }

    /// A TCP port that nobody listens on at the moment.
    static func freePort() throws -> Int {
        let listener = try DumbListener()
        defer { listener.stop() }
        return listener.port
    }
}
