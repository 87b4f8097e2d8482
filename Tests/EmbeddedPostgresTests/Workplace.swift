import Glibc

@testable import EmbeddedPostgres

/// A folder of a test's own that the server's user may enter, and what is done in it.
struct Workplace {
    let path: String
    private let base: String

    init(_ name: String = "data") throws {
        base = "/tmp/leadline-tests-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        path = base + "/" + name
        try FileSystem.makeFolders(path)
    }

    /// The tools: LEADLINE_TOOLS_DIR, else `.leadline/tools` above this file.
    static var tools: String {
        if let setting = unsafe getenv("LEADLINE_TOOLS_DIR") {
            return unsafe String(cString: setting)
        }
        var folder = FileSystem.parent(of: #filePath)
        while let place = folder {
            let tools = place + "/.leadline/tools"
            if unsafe access(tools, F_OK) == 0 { return tools }
            folder = FileSystem.parent(of: place)
        }
        return ".leadline/tools"
    }

    var server: EmbeddedPostgres {
        EmbeddedPostgres(dataDirectory: path, toolsDirectory: Self.tools)
    }

    var folder: ServerFolder { get throws { try ServerFolder(dataDirectory: path) } }

    /// Does something with the server, and stops it and removes all whatever happens.
    func use<R>(_ body: (EmbeddedPostgres) async throws -> R) async throws -> R {
        let result: Result<R, any Error>
        do {
            result = .success(try await body(server))
        } catch {
            result = .failure(error)
        }
        let stopped = await Task { try await server.stop() }.result
        remove()
        _ = try stopped.get()
        return try result.get()
    }

    func remove() {
        _ = try? ChildProcess.start(
            ChildProcess.Command(arguments: ["rm", "-rf", "--", base]), output: "/dev/null"
        ).wait(until: Deadline(.seconds(30), .system, "rm"))
    }

    /// What psql prints for a statement.
    func psql(_ running: RunningPostgres, _ sql: String) throws -> String {
        let output = path + "/psql-\(UInt32.random(in: 0...UInt32.max))"
        let command = ChildProcess.Command(
            arguments: [
                try server.psqlPath(), "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql,
                running.connectionString,
            ])
        let outcome = try ChildProcess.start(command, output: output)
            .wait(until: Deadline(.seconds(30), .system, "psql"))
        let text = String(decoding: try FileSystem.read(output) ?? [], as: UTF8.self)
        guard outcome == .exited(0) else { throw PsqlFailure(text: text) }
        return text.split(whereSeparator: \.isNewline).joined(separator: "\n")
    }
}

struct PsqlFailure: Error {
    let text: String
}
