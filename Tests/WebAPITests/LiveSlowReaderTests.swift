import Schema
import Synchronization
import Testing
import WebAPITesting

@testable import WebAPI

@Suite("Clients that are slow to read") struct LiveSlowReaderTests {
    private static let huger = Operation(
        .get, "/huger", id: "huger", summary: "Huger", answers: [Answer(.ok, .bytes)]
    ) { _ in .bytes(Array(repeating: 66, count: 24 << 20), .bytes) }

    /// Takes a little, with pauses, so long that the server looks at what is left; then the rest.
    private static func take(_ size: Int, _ socket: borrowing RawSocket) -> Int {
        var count = 0
        for _ in 0..<25 {
            count += socket.receive { _ in true }.bytes.count
            socket.pause(milliseconds: 30)
        }
        while count < size {
            let part = socket.receive(milliseconds: 2000) { _ in true }.bytes.count
            if part == 0 { break }
            count += part
        }
        return count
    }

    @Test("What was left of one response says nothing of the progress with the next")
    func laterResponse() async throws {
        var settings = ServerSettings()
        settings.bodyTimeout = .milliseconds(400)
        let api = try Sample.api([LivePressureTests.huge, Self.huger])
        let counts = try await LiveServer.serve(api, settings: settings) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send("HEAD /huge HTTP/1.1\r\nHost: x\r\n\r\n")
                let head = socket.receive { $0.hasSuffix("\r\n\r\n") }.bytes.count
                socket.send("GET /huge HTTP/1.1\r\nHost: x\r\n\r\n")
                let first = Self.take(head + 12 << 20, socket)
                socket.send("GET /huger HTTP/1.1\r\nHost: x\r\n\r\n")
                return [first - head, Self.take(head + 24 << 20, socket) - head]
            }
        }
        #expect(counts == [12 << 20, 24 << 20])
    }

    @Test(
        "A response that closes is whole, whatever the client still sends",
        arguments: [false, true])
    func closing(isStreamed: Bool) async throws {
        let line = String(repeating: "all work and no play ", count: 100)
        let long = Operation(
            .get, "/long", id: "long", summary: "Long", answers: [Answer(.ok, .text)]
        ) { _ in
            guard isStreamed else { return .text(String(repeating: line, count: 50) + "THE END") }
            return .stream(.text) { stream in
                for _ in 0..<50 { try await stream.write(line) }
                try await stream.write("THE END")
            }
        }
        let received = try await LiveServer.serve(try Sample.api([long])) { port in
            try await RawSocket.use(port: port, receiveBuffer: 4096) { socket in
                socket.send("GET /long HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                socket.pause(milliseconds: 50)
                socket.send("\r\n")
                socket.pause(milliseconds: 50)
                return socket.receive()
            }
        }
        #expect(received.bytes.count > 50 * line.utf8.count)
        #expect(received.text.contains("THE END"))
        #expect(received.isClosed)
    }

    @Test("Pipelined responses come in order and whole, though the socket is full again and again")
    func order() async throws {
        let watched = Mutex<LoopState?>(nil)
        let looks = Atomic<Int>(0)
        let lines = Operation(
            .get, "/lines/{n}", id: "lines", summary: "Lines", input: .path("n", Int.self),
            answers: [Answer(.ok, .text)]
        ) { _, number in
            let connections = watched.withLock { $0 }?.connections.values
            // Handlers run on the loop. While this one waits, the client makes room in the socket.
            if connections?.contains(where: { $0.unwritten > 0 }) == true {
                looks.add(1, ordering: .relaxed)
                try await Task.sleep(for: .milliseconds(8))
            }
            return .text(Self.body(number))
        }
        let count = 600
        let text = (0..<count).map {
            "GET /lines/\($0) HTTP/1.1\r\nHost: x\r\nX-Request-ID: order-\($0)\r\n\r\n"
        }.joined()
        let received = try await OpenServer.serve(try Sample.api([lines])) { port, loop in
            watched.withLock { $0 = loop }
            return try await RawSocket.use(port: port, receiveBuffer: 32 << 10) { socket in
                socket.send(text)
                socket.pause(milliseconds: 300)
                var bytes: [UInt8] = []
                while true {
                    let part = socket.receive(milliseconds: 2000) { _ in true }
                    bytes += part.bytes
                    if part.bytes.isEmpty { return bytes }
                    socket.pause(milliseconds: 1)
                }
            }
        }
        var rest = received[...]
        for number in 0..<count {
            let answer = try #require(PlainResponse(from: &rest), "after \(number) answers")
            try #require(answer.header("x-request-id") == "order-\(number)")
            try #require(answer.body.elementsEqual(Self.body(number).utf8), "of \(number)")
        }
        #expect(rest.isEmpty)
        // Else nothing was there to be overtaken.
        #expect(looks.load(ordering: .relaxed) > 0)
    }

    /// Of 20 bytes to 40 kilobytes.
    private static func body(_ number: Int) -> String {
        String(repeating: "\(number) of the answers\n", count: 1 + number * 7919 % 2000)
    }
}
