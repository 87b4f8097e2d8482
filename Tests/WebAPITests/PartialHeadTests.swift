import Testing
import WebAPI
import WebAPITesting

@Suite("A head of which a part came") struct PartialHeadTests {
    private static let slow = "GET /slow?1 HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test("Its time runs too when it came while a handler worked")
    func headerTimeout() async throws {
        var settings = ServerSettings()
        settings.headerTimeout = .milliseconds(300)
        let api = try Sample.api([LifecycleTests.slow])
        let received = try await LiveServer.serve(api, settings: settings) { port in
            try await RawSocket.exchange(port: port, Self.slow + "GET /hea", milliseconds: 4000)
        }
        #expect(received.text.contains("\r\n\r\nslow 1HTTP/1.1 408 "))
        #expect(received.isClosed)
    }

    @Test("A handler's answer and the rest of the head have their time, whatever came before")
    func completed() async throws {
        var settings = ServerSettings()
        settings.headerTimeout = .seconds(1)
        let api = try Sample.api([LifecycleTests.slow])
        let received = try await LiveServer.serve(api, settings: settings) { port in
            try await RawSocket.use(port: port) { socket in
                for number in 1...2 {
                    socket.send(Self.slow + "GET /api/notes/\(number) HTTP/1.1\r\n")
                    _ = socket.receive { $0.hasSuffix("slow 1") }
                    socket.send("Host: x\r\n\r\n")
                    _ = socket.receive { $0.contains("note \(number)") }
                }
                // Longer than a head may take, but none has begun.
                socket.pause(milliseconds: 1600)
                socket.send("GET /api/notes/4 HTTP/1.1\r\nHost: x\r\n\r\n")
                return socket.receive { $0.contains("}") }
            }
        }
        #expect(received.text.contains("note 4"))
    }

    @Test("A graceful shutdown doesn't wait for the rest of it", arguments: ["", slow])
    func gracefulShutdown(before: String) async throws {
        let (sendings, sent) = AsyncStream.makeStream(of: Void.self)
        let received = try await StoppedServer.use(
            [LifecycleTests.slow],
            { settings in
                settings.headerTimeout = .seconds(600)
                settings.idleTimeout = .seconds(600)
            }, stopAfter: sendings
        ) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send(before + "GET /hea")
                if before.isEmpty {
                    socket.pause(milliseconds: 300)
                } else {
                    _ = socket.receive { $0.hasSuffix("slow 1") }
                }
                sent.yield()
                return socket.receive(milliseconds: 4000)
            }
        }
        #expect(received.isClosed)
    }
}
