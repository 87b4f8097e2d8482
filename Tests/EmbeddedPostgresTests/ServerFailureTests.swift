import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite("What goes wrong with a private server", .serialized, .timeLimit(.minutes(10)))
struct ServerFailureTests {
    @Test("A setting that PostgreSQL refuses is told in its own words, with the log")
    func brokenSetting() async throws {
        let place = try Workplace()
        try await place.use { server in
            _ = try await server.start()
            _ = try await server.stop()
            try FileSystem.append("nonsense = 1\n", to: place.folder.data + "/postgresql.conf")
            let error = try #require(
                await #expect(throws: EmbeddedPostgresError.self) {
                    try await server.start()
                })
            #expect(error.code == .startFailed)
            #expect(error.description.contains("nonsense"))
            #expect(error.description.contains(try place.folder.log))
        }
    }

    @Test("A cancelled start leaves no server behind, and the next one works")
    func cancellation() async throws {
        let place = try Workplace()
        try await place.use { server in
            let task = Task { try await server.start() }
            try await Task.sleep(for: .milliseconds(300))
            task.cancel()
            let error = await #expect(throws: EmbeddedPostgresError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(try await server.status().processID == nil)
            // What a killed start leaves of its data is made anew.
            try FileSystem.makeFolders(place.folder.draft + "/base")
            #expect(try await !server.start().wasRunning)
            #expect(try FileSystem.entry(place.folder.draft) == nil)
        }
    }

    @Test("A start that takes too long is ended")
    func timeout() async throws {
        let place = try Workplace()
        try await place.use { server in
            _ = try await server.start()
            _ = try await server.stop()
            // A recovery that waits for an archive: the server stays in its start.
            let data = try place.folder.data
            try FileSystem.append("restore_command = 'sleep 20'\n", to: data + "/postgresql.conf")
            try FileSystem.replace(data + "/recovery.signal", with: "")
            let owner = try #require(try FileSystem.entry(data))
            try FileSystem.give(data + "/recovery.signal", user: owner.user, group: owner.group)
            let hasty = EmbeddedPostgres(
                dataDirectory: place.path, toolsDirectory: Workplace.tools,
                startTimeout: .seconds(1))
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await hasty.start()
            }
            #expect(error?.code == .startTimedOut)
            #expect(try await server.status().processID == nil)
        }
    }

    @Test("Data of a version that is not installed are left alone")
    func otherVersion() async throws {
        let place = try Workplace()
        try await place.use { server in
            try FileSystem.makeFolders(place.folder.data)
            try FileSystem.replace(place.folder.data + "/PG_VERSION", with: "99\n")
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await server.start()
            }
            #expect(error?.code == .versionMismatch)
            #expect(error?.description.contains("99") == true)
        }
    }

    @Test("A folder that holds no PostgreSQL data is never overwritten")
    func foreignFolder() async throws {
        let place = try Workplace()
        try await place.use { server in
            try FileSystem.makeFolders(place.folder.data)
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await server.start()
            }
            #expect(error?.code == .initializationFailed)
        }
    }

    @Test("Root is told which folder keeps the server's user out", .enabled(if: geteuid() == 0))
    func closedFolder() async throws {
        let place = try Workplace("closed/data")
        let closed = try #require(FileSystem.parent(of: place.path))
        defer { place.remove() }
        #expect(unsafe chmod(closed, 0o700) == 0)
        let error = await #expect(throws: EmbeddedPostgresError.self) {
            try await place.server.start()
        }
        #expect(error?.code == .notTraversable)
        #expect(error?.message.contains("may not enter \(closed) ") == true)
        #expect(error?.message.contains("LEADLINE_DATA_DIR") == true)
    }
}
