import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite("Parts of a private server")
struct ServerPartsTests {
    static let whole = "123\n/data\n1700000000\n5432\n/run here\n\n  1 2\nready   \n"

    @Test("The postmaster's file is read")
    func postmasterFile() throws {
        let file = try #require(PostmasterFile(parsing: Self.whole))
        #expect(file.processID == 123 && file.port == 5_432)
        #expect(file.socketDirectory == "/run here" && file.state == .ready)
    }

    @Test("A postmaster's file that is cut anywhere is never taken for a ready server")
    func cutPostmasterFile() {
        for length in 0..<(Self.whole.count - 5) {
            let file = PostmasterFile(parsing: String(Self.whole.prefix(length)))
            #expect(file?.state != .ready)
        }
    }

    @Test("Anything else is no postmaster's file", arguments: ["", "\n", "-1\n", "0\n", "x\ny"])
    func foreignPostmasterFile(text: String) {
        #expect(PostmasterFile(parsing: text) == nil)
    }

    @Test(
        "A path that PostgreSQL or libpq would misread gets a short socket folder",
        arguments: [
            ("/srv/leadline/postgres", false), ("/srv/with space/é/postgres", false),
            ("/srv/a,b/postgres", true), ("/srv/a'b/postgres", true), ("/srv/a\"b/postgres", true),
            ("/srv/a\\b/postgres", true), ("/srv/a\nb/postgres", true),
            ("/" + String(repeating: "x", count: 88), false),
            ("/" + String(repeating: "x", count: 89), true),
        ])
    func socketFolder(root: String, isShort: Bool) {
        let path = SocketFolder(for: ServerFolder(root: root)).path
        #expect(path.hasPrefix("/tmp/leadline-") == isShort)
        #expect("\(path)/.s.PGSQL.5432".utf8.count <= SocketFolder.longestPath)
    }

    @Test("A server goes to its finder only when its owner is gone and nobody keeps it")
    func owner() {
        let finder = ProcessIdentity(id: 7, startTime: 70)
        let other = ProcessIdentity(id: 8, startTime: 80)
        func next(_ written: ServerOwner?, keeps: Bool = false, alive: Bool) -> ServerOwner {
            .next(after: written, finder: finder, keepsRunning: keeps) { _ in alive }
        }
        #expect(next(nil, alive: true) == .process(finder))
        #expect(next(.nobody, alive: true) == .nobody)
        #expect(next(.process(other), alive: true) == .process(other))
        #expect(next(.process(other), alive: false) == .process(finder))
        #expect(next(.process(other), keeps: true, alive: true) == .nobody)
    }

    @Test("A connection URI escapes what is not plain")
    func uri() {
        #expect(
            ConnectionAddress.uri(socketFolder: "/a b&c=é", port: 5_432)
                == "postgresql://leadline@/leadline?host=%2Fa%20b%26c%3D%C3%A9&port=5432")
    }

    @Test(
        "The cache is 1 GiB, at most a quarter of the memory",
        arguments: [(8 << 30, 1 << 30), (1 << 30, 256 << 20), (1 << 20, 16 << 20)])
    func sharedBuffers(memory: Int, bytes: Int) {
        #expect(ServerSettings.sharedBuffers(memory: memory) == bytes)
    }

    @Test("A full disk is told as such")
    func fullDisk() {
        let lines = ["FATAL:  could not write to file: No space left on device"]
        let error = EmbeddedPostgresError.ended(.startFailed, "it", .exited(1), lines: lines)
        #expect(error.code == .diskFull)
        #expect(EmbeddedPostgresError.system("cannot write", "/x", errno: ENOSPC).code == .diskFull)
        #expect(
            EmbeddedPostgresError.ended(.startFailed, "it", .signalled(9), lines: []).code
                == .startFailed)
    }

    @Test(
        "Only pgvector 0.7 or newer will do",
        arguments: [
            ("# pgvector\ndefault_version = '0.8.5'\n", true), ("default_version='0.7.0'", true),
            ("default_version = '1.0'", true), ("default_version = '0.4.1'", false),
            ("default_version = ''", false), ("comment = 'vectors'", false), ("", false),
        ])
    func vectorVersion(control: String, isNew: Bool) {
        #expect(PostgresInstallation.hasNewVectors(control: control) == isNew)
    }

    @Test("A folder that keeps a user out is named, one that lets it in is not")
    func traversal() throws {
        let place = try Workplace("inner")
        defer { place.remove() }
        let outer = try #require(FileSystem.parent(of: place.path))
        let stranger = ServerAccount(name: "stranger", user: 4_000_000_000, group: 4_000_000_000)
        try stranger.checkWay(to: place.path + "/file")
        #expect(unsafe chmod(outer, 0o750) == 0)
        let error = #expect(throws: EmbeddedPostgresError.self) {
            try stranger.checkWay(to: place.path + "/file")
        }
        #expect(error?.code == .notTraversable)
        #expect(error?.message.contains("may not enter \(outer) ") == true)
    }

    @Test("Without any installation the error says what to do")
    func notInstalled() {
        let nowhere = PostgresInstallation.Places(
            system: "/nonexistent", systemShare: "/nonexistent", tools: "/nonexistent")
        let error = #expect(throws: EmbeddedPostgresError.self) {
            try PostgresInstallation.find(in: nowhere, version: nil)
        }
        #expect(error?.code == .notInstalled)
        #expect(error?.message.contains("LEADLINE_DATABASE_URL") == true)
    }
}
