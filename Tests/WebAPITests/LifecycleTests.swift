import Glibc
import Logging
import Synchronization
import Testing
import WebAPI
import WebAPITesting

@Suite("The server's life") struct LifecycleTests {
    /// Answers after a while, `n` from the query.
    static let slow = Operation(
        .get, "/slow", id: "slow", summary: "Slow", answers: [Answer(.ok, .text)]
    ) { request in
        try await Task.sleep(for: .milliseconds(150))
        return .text("slow \(request.query ?? "")")
    }

    @Test("A port that is taken is an error that says so")
    func portTaken() async throws {
        let api = try Sample.api()
        try await LiveServer.serve(api) { port in
            var settings = ServerSettings()
            settings.port = port
            let error = await #expect(throws: ServerError.self) {
                try await HTTPServer(api, settings: settings, logger: Sample.quiet).run()
            }
            #expect(error?.code == .addressInUse)
            #expect(error?.message.contains("\(port)") == true)
        }
    }

    @Test("An address of another machine is an error that says so")
    func foreignAddress() async throws {
        var settings = ServerSettings()
        settings.host = "192.0.2.1"
        settings.port = 0
        let server = HTTPServer(try Sample.api(), settings: settings, logger: Sample.quiet)
        let error = await #expect(throws: ServerError.self) { try await server.run() }
        #expect(error?.code == .addressNotAvailable)
    }

    @Test("A connection too many is turned away with 503")
    func tooManyConnections() async throws {
        var settings = ServerSettings()
        settings.maxConnections = 1
        try await LiveServer.serve(try Sample.api(), settings: settings) { port in
            let refused = try await RawSocket.use(port: port) { socket in
                socket.send("GET /api/notes/5 HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = socket.receive { $0.contains("note 5") }
                let second = try RawSocket(port: port)
                return second.receive()
            }
            #expect(refused.text.hasPrefix("HTTP/1.1 503 "))
            #expect(refused.text.contains("retry-after: 1"))
            #expect(refused.text.hasSuffix(#"{"detail":"Too many connections"}"#))
            #expect(refused.isClosed)
        }
    }

    @Test("Pipelined requests wait for each other when handlers wait")
    func waitingHandlers() async throws {
        let requests = (1...3).map { "GET /slow?\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
        let received = try await LiveServer.serve(try Sample.api([Self.slow])) { port in
            try await RawSocket.exchange(
                port: port,
                requests + "GET /slow?4 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        let order = received.text.split(separator: "\r\n\r\nslow ").dropFirst().map { $0.first }
        #expect(order == ["1", "2", "3", "4"])
    }

    @Test("A client that has finished sending gets the answer of a handler that waits")
    func halfClosed() async throws {
        let received = try await LiveServer.serve(try Sample.api([Self.slow])) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send("GET /slow?1 HTTP/1.1\r\nHost: x\r\n\r\n")
                socket.finishSending()
                return socket.receive()
            }
        }
        #expect(received.text.hasSuffix("slow 1"))
        #expect(received.isClosed)
    }

    @Test("A handler begins and goes on, after waiting elsewhere, on its event loop's thread")
    func staysOnThread() async throws {
        let threads = Mutex<[UInt]>([])
        let note: @Sendable () -> Void = { threads.withLock { $0.append(UInt(pthread_self())) } }
        let hop = Operation(
            .get, "/hop", id: "hop", summary: "Hop", answers: [Answer(.ok, .text)]
        ) { _ in
            note()
            let elsewhere = await Task.detached { UInt(pthread_self()) }.value
            note()
            await Task.yield()
            note()
            return .text("\(elsewhere)")
        }
        var settings = ServerSettings()
        settings.threads = 1
        let received = try await LiveServer.serve(try Sample.api([hop]), settings: settings) {
            port in
            try await RawSocket.exchange(
                port: port, "GET /hop HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        let seen = threads.withLock { $0 }
        #expect(seen.count == 3)
        #expect(Set(seen).count == 1)
        #expect(!received.text.hasSuffix("\r\n\r\n\(seen[0])"))
    }

    @Test("A handler is cancelled when its client breaks off")
    func cancellation() async throws {
        let (outcomes, outcome) = AsyncStream.makeStream(of: Bool.self)
        let long = Operation(
            .get, "/long", id: "long", summary: "Long", answers: [Answer(.ok, .text)]
        ) { _ in
            try? await Task.sleep(for: .seconds(20))
            outcome.yield(Task.isCancelled)
            return .text("done")
        }
        try await LiveServer.serve(try Sample.api([long])) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send("GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
                socket.pause(milliseconds: 50)
                socket.breakOff()
            }
            var iterator = outcomes.makeAsyncIterator()
            #expect(await iterator.next() == true)
        }
    }
}
