import Foundation
import Glibc
import Testing

@testable import Postgres

@Suite("Connecting", .timeLimit(.minutes(3)))
struct ConnectingTests {
    /// A client of a test's own server; `patience` is how long a statement waits for a connection.
    private func client(
        _ address: String, patience: Duration = .seconds(20)
    ) throws -> PostgresClient {
        var configuration = PostgresConfiguration(connectionString: address)
        configuration.queueTimeout = patience
        configuration.pipelinedConnections = 1
        return try PostgresClient(configuration)
    }

    private func refusal(_ address: String) async throws -> String {
        let client = try client(address, patience: .seconds(1))
        let error = await #expect(throws: PostgresError.self) {
            _ = try await client.query("SELECT 1")
        }
        await client.shutdown()
        return error?.description ?? ""
    }

    @Test("of several hosts the one that takes changes is found, past a dead one and a standby")
    func readWrite() async throws {
        try await OwnServer.run { primary in
            try await OwnServer.run(.init(isStandby: true)) { standby in
                let dead = try OwnServer.freePort()
                let address =
                    "host=127.0.0.1,127.0.0.1,127.0.0.1 port=\(dead),\(standby.port),\(primary.port)"
                    + " user=leadline dbname=leadline"
                for (wanted, port) in [("read-write", primary.port), ("standby", standby.port)] {
                    let client = try client(address + " target_session_attrs=\(wanted)")
                    let found = try await client.query("SELECT inet_server_port()").value(
                        Int32.self)
                    #expect(Int(found) == port)
                    await client.shutdown()
                }
                let told = try await refusal(
                    "host=127.0.0.1 port=\(standby.port) user=leadline dbname=leadline "
                        + "target_session_attrs=read-write")
                #expect(told.contains("read-only"))
            }
        }
    }

    @Test("a server that is gone is noticed soon after its longest statement, or as told")
    func silence() async throws {
        try await OwnServer.run { server in
            let address = "host=127.0.0.1 port=\(server.port) user=leadline dbname=leadline"
            for (settings, wanted) in [("", 35_000), (" tcp_user_timeout=4000", 4_000)] {
                let handle = try Connector.open(
                    PostgresConfiguration(connectionString: address + settings), lockTimeout: nil
                ).get()
                var timeout: UInt32 = 0
                var size = socklen_t(MemoryLayout<UInt32>.size)
                let failed = unsafe getsockopt(
                    handle.socket, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &timeout, &size)
                #expect(failed == 0)
                #expect(Int(timeout) == wanted)
            }
        }
    }

    @Test("when the primary dies, the standby that takes its place is found")
    func failover() async throws {
        try await OwnServer.run { primary in
            try await OwnServer.run(.init(isStandby: true)) { standby in
                let client = try client(
                    "host=127.0.0.1,127.0.0.1 port=\(primary.port),\(standby.port) user=leadline "
                        + "dbname=leadline target_session_attrs=read-write")
                let first = try await client.query("SELECT inet_server_port()").value(Int32.self)
                #expect(Int(first) == primary.port)
                primary.kill()
                try standby.promote()
                // What was under way may be lost once; the next statement finds the new primary.
                _ = try? await client.query("SELECT 1")
                let second = try await client.query("SELECT inet_server_port()").value(Int32.self)
                #expect(Int(second) == standby.port)
                await client.shutdown()
            }
        }
    }

    @Test("a server that is still starting is waited for")
    func startingUp() async throws {
        let silent = OwnServer.Options(settings: ["hot_standby=off"], isStandby: true)
        try await OwnServer.run(silent) { server in
            let address = "host=127.0.0.1 port=\(server.port) user=leadline dbname=leadline"
            #expect(try await refusal(address).contains("not accepting connections"))
            let client = try client(address)
            async let answer = client.query("SELECT 7").value(Int32.self)
            try await Task.sleep(for: .milliseconds(300))
            try server.promote()
            #expect(try await answer == 7)
            await client.shutdown()
        }
    }

    @Test("passwords come from the address or a .pgpass file, and a wrong one is told as such")
    func passwords() async throws {
        let options = OwnServer.Options(
            access: "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
        let script = "create role app login password 'right:one'"
        try await OwnServer.run(options, script: script) { server in
            let address = "host=127.0.0.1 port=\(server.port) user=app dbname=leadline"
            let line = "127.0.0.1:\(server.port):*:app:"
            let file = try server.write(line + "right\\:one\n", "pgpass", mode: 0o600)
            for way in ["password='right:one'", "passfile=\(file)"] {
                let client = try client(address + " " + way)
                #expect(try await client.query("SELECT current_user::text").value() == "app")
                await client.shutdown()
            }
            let wrong = try server.write(line + "wrong\n", "pgpass-wrong", mode: 0o600)
            let open = try server.write(line + "right\\:one\n", "pgpass-open", mode: 0o644)
            let told = try await refusal(address + " password=wr0ng")
            #expect(told.contains("password authentication failed for user \"app\""))
            #expect(!told.contains("wr0ng"))
            #expect(
                try await refusal(address + " passfile=\(wrong)").contains("authentication failed"))
            // libpq does not use a file that others may read.
            #expect(
                try await refusal(address + " passfile=\(open)").contains("no password supplied"))
        }
    }

    @Test("what a read-only server refuses is told with what to do")
    func readOnly() async throws {
        try await TestDatabase.withSchema { client in
            let error = await #expect(throws: PostgresError.self) {
                try await client.execute(
                    script: "BEGIN READ ONLY; CREATE TABLE t ()")
            }
            #expect(error?.sqlState == "25006")
            #expect(error?.description.contains("target_session_attrs=read-write") == true)
        }
    }

    @Test("a server that hangs up is asked again after longer and longer rests, with jitter")
    func backOff() async throws {
        let listener = try DumbListener()
        listener.start()
        let client = try client(
            "host=127.0.0.1 port=\(listener.port) user=a dbname=a sslmode=disable gssencmode=disable",
            patience: .seconds(4))
        _ = await #expect(throws: PostgresError.self) { _ = try await client.query("SELECT 1") }
        await client.shutdown()
        listener.stop()
        let arrivals = listener.arrivals
        let rests = zip(arrivals.dropFirst(), arrivals).map { $0 - $1 }
        // 50, 100, 200, 400, 800 ms and then 1 s, each halved at most: 6 to 13 tries in 4 s.
        #expect((5...14).contains(arrivals.count), "\(arrivals.count) tries")
        #expect((rests.first ?? .zero) < .milliseconds(400))
        #expect((rests.last ?? .zero) > .milliseconds(300))
        #expect(Set(rests.suffix(3).map { $0 / .milliseconds(10) }.map { Int($0) }).count > 1)
    }
}
