import Testing
import WebAPI
import WebAPITesting

@Suite("The server's end") struct StopTests {
    @Test("A graceful shutdown lets requests finish and takes no new ones")
    func gracefulShutdown() async throws {
        let (starts, started) = AsyncStream.makeStream(of: Void.self)
        let (releases, release) = AsyncStream.makeStream(of: Void.self)
        let busy = Operation(
            .get, "/busy", id: "busy", summary: "Busy", answers: [Answer(.ok, .text)]
        ) { _ in
            started.yield()
            for await _ in releases { break }
            // Every connection hears of the shutdown by itself, this one perhaps last.
            try await Task.sleep(for: .milliseconds(500))
            return .text("finished")
        }
        let (port, answers) = try await StoppedServer.use(
            [busy],
            // Only the shutdown ends the idle connection, however slow the machine is.
            { $0.idleTimeout = .seconds(600) }, stopAfter: starts
        ) { port in
            let answers = try await RawSocket.use(port: port) { socket in
                let idle = try RawSocket(port: port)
                socket.send("GET /busy HTTP/1.1\r\nHost: x\r\n\r\n")
                // The idle connection ends when the shutdown has come to the server.
                let idleAnswer = idle.receive()
                release.yield()
                return [socket.receive(), idleAnswer]
            }
            return (port, answers)
        }
        #expect(answers[0].text.hasSuffix("finished"))
        #expect(answers[0].text.contains("connection: close"))
        #expect(answers.map(\.isClosed) == [true, true])
        await #expect(throws: RawSocket.Failure.self) {
            try await RawSocket.exchange(port: port, "GET /open HTTP/1.1\r\nHost: x\r\n\r\n")
        }
    }

    @Test(
        "Whoever still waits when the time to stop in is over, or broken off, is told so",
        arguments: [false, true])
    func endOfGrace(isBrokenOff: Bool) async throws {
        let (starts, started) = AsyncStream.makeStream(of: Void.self)
        let (releases, release) = AsyncStream.makeStream(of: Void.self)
        let stuck = Operation(
            .post, "/stuck", id: "stuck", summary: "Stuck", answers: [Answer(.ok, .text)]
        ) { _ in
            // As one that waits for a database, it does not hear that it is cancelled.
            await Task.detached {
                started.yield()
                for await _ in releases { break }
            }.value
            return .text("too late")
        }
        let (answers, released) = try await StoppedServer.use(
            [stuck], { $0.shutdownGrace = isBrokenOff ? .seconds(600) : .milliseconds(300) },
            stopAfter: starts, breaksOff: isBrokenOff
        ) { port in
            let answers = try await RawSocket.use(port: port) { socket in
                let head = "POST /stuck HTTP/1.1\r\nHost: x\r\nContent-Length: "
                let half = try RawSocket(port: port)
                half.send(head + "9\r\nExpect: 100-continue\r\n\r\n")
                _ = half.receive { $0.hasSuffix("100 Continue\r\n\r\n") }
                half.send("half")
                socket.send(head + "0\r\n\r\n")
                return [socket.receive(), half.receive()]
            }
            release.yield()
            return (answers, ContinuousClock.now)
        }
        #expect(answers[0].text.contains(#""code":"outcome_unknown""#))
        #expect(answers[1].text.contains(#""code":"stopping""#))
        #expect(answers.allSatisfy { $0.isClosed && $0.text.contains("HTTP/1.1 503 ") })
        // The handler that ends is counted as ended; else the server waits 5 s for it.
        #expect(ContinuousClock.now - released < .seconds(3))
    }
}
