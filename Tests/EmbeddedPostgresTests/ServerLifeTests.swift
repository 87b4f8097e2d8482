import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite("A private server", .serialized, .timeLimit(.minutes(10)))
struct ServerLifeTests {
    @Test("The first start makes the database, and only its user can reach it")
    func firstStart() async throws {
        let place = try Workplace("path with spaces & $signs")
        try await place.use { server in
            #expect(try await server.status().state == .notInitialized)
            let running = try await server.start()
            #expect(!running.wasRunning && running.isOwned)
            #expect(
                try place.psql(running, "select current_database(), current_user")
                    == "leadline|leadline")
            #expect(try place.psql(running, "show listen_addresses") == "")
            #expect(try place.psql(running, "show server_encoding") == "UTF8")
            #expect(try place.psql(running, "show max_wal_size") == "4GB")
            #expect(try place.psql(running, "show wal_segment_size") == "4MB")
            #expect(try place.psql(running, "show wal_buffers") == "16MB")
            #expect(try place.psql(running, "show bgwriter_delay") == "20ms")
            #expect(try place.psql(running, "show fsync") == "on")
            _ = try place.psql(running, "create extension vector")
            let socket = try #require(try FileSystem.entry(running.socketDirectory))
            #expect(socket.permissions == 0o700)
            let data = try #require(try FileSystem.entry(place.folder.data))
            #expect(data.user != 0 && data.permissions == 0o700)
            #expect(try #require(try FileSystem.entry(running.logPath)).permissions == 0o600)
            // In a session of its own: Ctrl-C at our terminal does not reach it.
            #expect(getsid(running.processID) == running.processID)
        }
    }

    @Test("A running server is reused, and what was stored is there after a stop")
    func reuse() async throws {
        let place = try Workplace()
        try await place.use { server in
            let first = try await server.start()
            _ = try place.psql(first, "create table kept as select 42 as value")
            let second = try await server.start()
            #expect(second.wasRunning && second.isOwned && second.processID == first.processID)
            let status = try await server.status()
            #expect(status.state == .running && status.connectionString == first.connectionString)
            #expect(try await server.stopIfOwned())
            #expect(ProcessIdentity.living(first.processID) == nil)
            #expect(try await server.status().state == .stopped)
            #expect(try await !server.stop())
            let third = try await server.start()
            #expect(!third.wasRunning)
            #expect(try place.psql(third, "select value from kept") == "42")
        }
    }

    @Test("Only its owner stops a server, whose owner is gone belongs to the finder")
    func ownership() async throws {
        let place = try Workplace()
        try await place.use { server in
            let kept = try await server.start(keepsRunning: true)
            #expect(!kept.isOwned)
            #expect(try await !server.stopIfOwned())
            #expect(try await server.status().isKept)
            let init1 = try #require(ProcessIdentity.living(1))
            try ServerOwner.process(init1).write(place.folder.owner)
            #expect(try await !server.start().isOwned)
            #expect(try await !server.stopIfOwned())
            let gone = ProcessIdentity(id: getpid(), startTime: 1)
            try ServerOwner.process(gone).write(place.folder.owner)
            #expect(try await server.start().isOwned)
            #expect(try await server.stopIfOwned())
            #expect(try await server.status().state == .stopped)
        }
    }

    @Test("A server that was killed starts again with all that was committed")
    func crash() async throws {
        let place = try Workplace()
        try await place.use { server in
            let first = try await server.start()
            _ = try place.psql(first, "create table kept as select generate_series(1, 1000)")
            #expect(kill(first.processID, SIGKILL) == 0)
            while ProcessIdentity.living(first.processID) != nil {
                try await Task.sleep(for: .milliseconds(1))
            }
            let second = try await server.start()
            #expect(!second.wasRunning)
            #expect(try place.psql(second, "select count(*) from kept") == "1000")
        }
    }

    @Test("Several starts at once make one server")
    func concurrentStarts() async throws {
        let place = try Workplace()
        try await place.use { _ in
            let all = try await withThrowingTaskGroup(of: RunningPostgres.self) { group in
                for _ in 0..<4 { group.addTask { try await place.server.start() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(all.map(\.processID)).count == 1)
            #expect(all.count { !$0.wasRunning } == 1)
        }
    }

    @Test("A path too long for a socket gets a short one")
    func longPath() async throws {
        let place = try Workplace(String(repeating: "long-", count: 30))
        try await place.use { server in
            let running = try await server.start()
            #expect(running.socketDirectory.hasPrefix("/tmp/leadline-"))
            #expect(try place.psql(running, "select 1") == "1")
        }
    }
}
