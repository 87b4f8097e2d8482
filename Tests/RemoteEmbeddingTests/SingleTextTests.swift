import Embedding
import Synchronization
import Testing

@testable import RemoteEmbedding

@Suite("Single texts of a remote model")
struct SingleTextTests {
    private static let one = #"{"data":[{"embedding":[1,0]}],"usage":{"total_tokens":1}}"#

    /// An answer with a vector for each text of a request.
    @Sendable private static func answer(_ request: StubService.Request) -> StubService.Answer {
        let texts = request.body.split(separator: #""input":["#).last?.split(separator: ",") ?? []
        let vectors = texts.map { _ in #"{"embedding":[1,0]}"# }.joined(separator: ",")
        return StubService.Answer(body: #"{"data":[\#(vectors)]}"#)
    }

    @Test("those that come together are gathered into requests, the same text once")
    func gathered() async throws {
        let settings = RemoteSettings(batchSize: 50, concurrency: 2, patience: 20_000)
        try await RemoteModelTests().withModel(
            settings,
            answering: { _, request in
                var answer = Self.answer(request)
                answer.delay = .milliseconds(100)
                return answer
            }
        ) { model, service in
            try await withThrowingTaskGroup(of: [Float]?.self) { group in
                for number in 0..<200 {
                    group.addTask { try await model.embed("text \(number % 100)").values }
                }
                for try await vector in group { #expect(vector == [1, 0]) }
            }
            #expect(service.received.count <= 10)
            for request in service.received {
                #expect(request.body.components(of: "text ").count <= 51)
            }
        }
    }

    @Test("a text that the service refuses does not fail those it came with")
    func refusedText() async throws {
        let settings = RemoteSettings(batchSize: 50, concurrency: 1, patience: 20_000)
        try await RemoteModelTests().withModel(
            settings,
            answering: { _, request in
                var answer =
                    request.body.contains("too long")
                    ? StubService.Answer(status: 422, body: "{}") : Self.answer(request)
                answer.delay = .milliseconds(50)
                return answer
            }
        ) { model, _ in
            let codes = await withTaskGroup(of: (Int, ModelError.Code?).self) { group in
                for number in 0..<20 {
                    let text = number == 7 ? "too long" : "text \(number)"
                    group.addTask {
                        do throws(ModelError) {
                            _ = try await model.embed(text)
                            return (number, nil)
                        } catch {
                            return (number, error.code)
                        }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = .some($1.1) }
            }
            for number in 0..<20 {
                #expect(codes[number] == .some(number == 7 ? .textRefused : nil))
            }
        }
    }

    @Test("one waits for a slow service only as long as its patience")
    func patience() async throws {
        try await RemoteModelTests().withModel(
            RemoteSettings(patience: 300),
            answering: { _, _ in
                StubService.Answer(body: Self.one, delay: .seconds(60))
            }
        ) { model, _ in
            let start = ContinuousClock.now
            let error = await #expect(throws: ModelError.self) { try await model.embed("text") }
            #expect(error?.code == .unavailable)
            // Far below the service's minute; a busy machine is slow to notice.
            #expect(ContinuousClock.now - start < .seconds(30))
        }
    }

    @Test("after a failure the service is given a pause, and Retry-After is kept by batches too")
    func pauses() async throws {
        let isWell = Mutex(false)
        try await RemoteModelTests().withModel(answering: { _, _ in
            isWell.withLock { $0 }
                ? StubService.Answer(body: Self.one)
                : StubService.Answer(status: 429, headers: [("retry-after", "2")], body: "")
        }) { model, service in
            for _ in 0..<20 {
                await #expect(throws: ModelError.self) { try await model.embed("text") }
            }
            let refused = await #expect(throws: ModelError.self) {
                try await model.embed(batch: ["text"])
            }
            #expect(refused?.message.contains("asked again in") == true)
            #expect(service.received.count == 1)
            isWell.withLock { $0 = true }
            try await Task.sleep(for: .seconds(2.1))
            #expect(try await model.embed("text").values == [1, 0])
        }
    }

    @Test("the budget holds for requests that are sent at the same time")
    func budget() async throws {
        let settings = RemoteSettings(batchSize: 1, concurrency: 8, tokenLimit: 10)
        try await RemoteModelTests().withModel(
            settings,
            answering: { _, _ in
                StubService.Answer(
                    body: #"{"data":[{"embedding":[1,0]}]}"#, delay: .milliseconds(50))
            }
        ) { model, service in
            // 16 bytes are taken for 4 tokens, as the service counts none.
            let texts = (10..<30).map { "some text no. \($0)" }
            let error = await #expect(throws: ModelError.self) {
                try await model.embed(batch: texts)
            }
            #expect(error?.code == .limitReached)
            #expect(service.received.count == 2)
            #expect(await model.tokensSpent == 8)
        }
    }
}

extension String {
    fileprivate func components(of separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
