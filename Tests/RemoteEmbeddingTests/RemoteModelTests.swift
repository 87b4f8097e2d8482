import Embedding
import Foundation
import Testing

@testable import RemoteEmbedding

@Suite("Remote model")
struct RemoteModelTests {
    /// Starts a service, makes a model of two dimensions that asks it, and stops both.
    func withModel(
        _ settings: RemoteSettings = RemoteSettings(attempts: 3),
        answering answer: @escaping @Sendable (Int, StubService.Request) -> StubService.Answer,
        _ body: (RemoteModel, StubService) async throws -> Void
    ) async throws {
        let service = StubService(answer)
        let url = try await service.start()
        let folder = FileManager.default.temporaryDirectory.appending(path: "remote-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // A left-over fails no test.
        let manifest = """
            {"name": "far", "kind": "remote", "dimensions": 2, "max_tokens": 512, "files": [],
             "url": "\(url)", "remote_model": "m\\"1", "licence": "none", "origin": "this test",
             "how_made": "by hand", "lead_text_version": 1}
            """
        try Data(manifest.utf8).write(to: folder.appending(path: "manifest.json"))
        let model = try RemoteModel(
            directory: ModelDirectory(path: folder.path()), settings: settings)
        try await body(model, service)
        try await service.stop()
    }

    static func answer(_ vectors: String, tokens: Int = 3) -> StubService.Answer {
        StubService.Answer(body: #"{"data":[\#(vectors)],"usage":{"total_tokens":\#(tokens)}}"#)
    }

    @Test("sends texts in batches, leaves blank ones out and keeps their order")
    func batches() async throws {
        let settings = RemoteSettings(apiKey: "secret", batchSize: 2, concurrency: 2)
        try await withModel(
            settings,
            answering: { _, request in
                request.body.contains("three")
                    ? Self.answer(#"{"index":0,"embedding":[0,2]}"#)
                    : Self.answer(
                        #"{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,0],"object":"x"}"#
                    )
            }
        ) { model, service in
            let results = try await model.embed(batch: ["one", " \n", "t\"w\\o\u{1}é", "three"])
            #expect(results.map(\.values) == [[1, 0], nil, [0.6, 0.8], [0, 1]])
            #expect(await model.tokensSpent == 6)
            #expect(service.received.count == 2)
            for request in service.received { #expect(request.key == "Bearer secret") }
            let bodies = service.received.map(\.body).sorted()
            let expected =
                #"{"model":"m\"1","encoding_format":"float","input":["one","t\"w\\o\u0001é"]}"#
            #expect(bodies[0] == expected)
        }
    }

    @Test(
        "tries again after a failure that may pass, and obeys Retry-After", arguments: [429, 503])
    func retries(status: Int) async throws {
        let start = ContinuousClock.now
        try await withModel(answering: { number, _ in
            number == 0
                ? StubService.Answer(status: status, headers: [("retry-after", "1")], body: "{}")
                : Self.answer(#"{"embedding":[1,0]}"#)
        }) { model, service in
            let results = try await model.embed(batch: ["text"])
            #expect(results.map(\.values) == [[1, 0]])
            #expect(service.received.count == 2)
            #expect(ContinuousClock.now - start >= .seconds(1))
        }
    }

    @Test("fails at once when trying again is no use", arguments: [400, 401, 404])
    func refusals(status: Int) async throws {
        try await withModel(
            RemoteSettings(apiKey: "secret"),
            answering: { _, request in StubService.Answer(status: status, body: request.body) }
        ) { model, service in
            let error = await #expect(throws: ModelError.self) { try await model.embed("private") }
            #expect(error?.code == (status == 400 ? .textRefused : .unavailable))
            #expect(error?.message.contains("\(status)") == true)
            #expect(
                error.map { "\($0)".contains("private") || "\($0)".contains("secret") } == false)
            #expect(service.received.count == 1)
        }
    }

    @Test(
        "refuses an answer that is not what was asked for",
        arguments: [
            "", "{}", #"{"data":[]}"#, #"{"data":[{"embedding":[1]}]}"#, "[1]",
            #"{"data":[{"embedding":[1,2,3]}]}"#, #"{"data":[{"embedding":[0,0]}]}"#,
            #"{"data":[{"embedding":[1e39,0]}]}"#, #"{"data":[{"index":7,"embedding":[1,0]}]}"#,
            #"{"data":[{"embedding":["1",0]}]}"#,
        ])
    func invalidAnswers(body: String) async throws {
        try await withModel(answering: { _, _ in StubService.Answer(body: body) }) { model, _ in
            let error = await #expect(throws: ModelError.self) { try await model.embed("text") }
            #expect(error?.code == .answerInvalid)
        }
    }

    @Test("stops when the tokens that may be paid for are spent")
    func budget() async throws {
        try await withModel(
            RemoteSettings(tokenLimit: 5),
            answering: { _, _ in Self.answer(#"{"embedding":[1,0]}"#) }
        ) { model, service in
            for _ in 0..<2 { _ = try await model.embed("text") }
            let error = await #expect(throws: ModelError.self) { try await model.embed("text") }
            #expect(error?.code == .limitReached)
            #expect(service.received.count == 2)
        }
    }

    @Test("says that the service cannot be reached")
    func unreachable() async throws {
        try await withModel(
            RemoteSettings(attempts: 2), answering: { _, _ in Self.answer("") }
        ) { model, service in
            try await service.stop()
            let error = await #expect(throws: ModelError.self) { try await model.embed("text") }
            #expect(error?.code == .unavailable)
        }
    }
}
