import Foundation
import Postgres
import Testing

@testable import EmbeddedPostgres

@Suite("Encrypted connections", .timeLimit(.minutes(2)))
struct EncryptionTests {
    /// A certificate for `localhost` that signs itself, and its key.
    private struct Certificate {
        let file: String
        let key: String

        init(_ name: String, for server: OwnServer) throws {
            file = server.path(name + ".crt")
            key = server.path(name + ".key")
            let command = ChildProcess.Command(arguments: [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", file,
            ])
            let log = server.path(name + ".log")
            let outcome = try ChildProcess.start(command, output: log)
                .wait(until: Deadline(.seconds(30), .system, "openssl"))
            let said = String(decoding: try FileSystem.read(log) ?? [], as: UTF8.self)
            try #require(outcome == .exited(0), "openssl: \(said)")
        }
    }

    /// Puts a TLS end before the server; returns its port.
    private func front(_ certificate: Certificate, _ server: OwnServer) async throws -> String {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/tls_front.py").path
        let file = server.path("port")
        _ = try ChildProcess.start(
            ChildProcess.Command(arguments: [
                "python3", script, certificate.file, certificate.key, server.socket, file,
            ]), output: server.path("front.log"))
        let deadline = Deadline(.seconds(20), .system, "tls_front.py")
        while true {
            if let bytes = try FileSystem.read(file) {
                return String(decoding: bytes, as: UTF8.self)
            }
            try deadline.check()
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func client(
        _ address: String, patience: Duration = .seconds(1)
    ) throws -> PostgresClient {
        var configuration = PostgresConfiguration(connectionString: address)
        configuration.queueTimeout = patience
        return try PostgresClient(configuration)
    }

    @Test("verify-full takes the right certificate for the right host, and says what is wrong else")
    func verification() async throws {
        try await OwnServer.run { server in
            let own = try Certificate("own", for: server)
            let other = try Certificate("other", for: server)
            let port = try await front(own, server)
            let address = "port=\(port) user=leadline dbname=leadline sslmode=verify-full"
            let good = try client(
                address + " host=localhost sslrootcert=\(own.file)", patience: .seconds(10))
            #expect(try await good.query("SELECT \("over TLS")").value() == "over TLS")
            await good.shutdown()
            for (rest, told) in [
                ("host=localhost sslrootcert=\(other.file)", "certificate verify failed"),
                ("host=127.0.0.1 sslrootcert=\(own.file)", "does not match host name"),
                ("host=localhost sslrootcert=\(server.path("none"))", "does not exist"),
            ] {
                let bad = try client("\(address) \(rest) connect_timeout=2")
                let error = await #expect(throws: PostgresError.self) {
                    _ = try await bad.query("SELECT 1")
                }
                #expect(error?.description.contains(told) == true, "\(error?.description ?? "")")
                await bad.shutdown()
            }
        }
    }

    @Test("a server without TLS is not spoken to when TLS was asked for")
    func noEncryption() async throws {
        try await OwnServer.run { server in
            let bad = try client(
                "host=127.0.0.1 port=\(server.port) user=leadline dbname=leadline sslmode=require")
            let error = await #expect(throws: PostgresError.self) {
                _ = try await bad.query("SELECT 1")
            }
            #expect(error?.description.contains("does not support SSL") == true)
            await bad.shutdown()
        }
    }
}
