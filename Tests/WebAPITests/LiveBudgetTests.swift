import Schema
import Testing
import WebAPITesting

@testable import WebAPI

@Suite("Bodies together take bounded memory") struct LiveBudgetTests {
    private static let sink = Operation(
        .post, "/sink", id: "sink", summary: "Take bytes",
        input: .rawBody(.bytes, limit: 1 << 20), answers: [.ok(Seen.self)]
    ) { _, body in .ok(Seen(text: "\(body.count)")) }

    private static func head(_ count: Int) -> String {
        "POST /sink HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
            + "Content-Length: \(count)\r\n\r\n"
    }

    @Test("A large body beyond the budget is 503, and there is room again when others are done")
    func budget() async throws {
        let api = try Sample.api([Self.sink]) { $0.bodiesLimit = 300_000 }
        try await LiveServer.serve(api) { port in
            try await RawSocket.use(port: port) { first in
                first.send(Self.head(200_000) + String(repeating: "a", count: 190_000))
                for _ in 0..<200 where api.bodies.bytes < 190_000 { first.pause(milliseconds: 10) }
                #expect(api.bodies.bytes == 190_000)
                let small = try RawSocket(port: port)
                small.send(Self.head(3) + "abc")
                #expect(small.receive { $0.contains("}") }.text.contains("200 OK"))
                let large = try RawSocket(port: port)
                large.send(Self.head(200_000) + String(repeating: "b", count: 200_000))
                let answer = large.receive { $0.contains("}") }.text
                #expect(answer.contains("503 Service Unavailable"))
                #expect(answer.contains("retry-after: 1"))
                #expect(answer.contains("too_many_bodies"))
                first.send(String(repeating: "a", count: 10_000))
                #expect(first.receive { $0.contains("}") }.text.contains("200 OK"))
                #expect(api.bodies.bytes == 0)
            }
            try await RawSocket.use(port: port) { second in
                second.send(Self.head(200_000) + String(repeating: "a", count: 190_000))
                for _ in 0..<200 where api.bodies.bytes < 190_000 { second.pause(milliseconds: 10) }
                second.breakOff()
            }
            for _ in 0..<200 where api.bodies.bytes > 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(api.bodies.bytes == 0)
        }
    }

    @Test("Large bodies behind each other on one connection leave nothing taken")
    func pipelined() async throws {
        let api = try Sample.api([Self.sink]) { $0.bodiesLimit = 300_000 }
        try await LiveServer.serve(api) { port in
            try await RawSocket.use(port: port) { socket in
                let one = Self.head(200_000) + String(repeating: "a", count: 200_000)
                socket.send(one + one + one)
                let answers = socket.receive { text in text.split(separator: "200 OK").count > 3 }
                #expect(answers.text.split(separator: "\"200000\"").count == 4)
                #expect(api.bodies.bytes == 0)
            }
        }
    }
}
