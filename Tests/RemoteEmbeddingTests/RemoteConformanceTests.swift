import EmbedderConformance
import Embedding
import Foundation
import RemoteEmbedding
import Testing

@Suite("A remote model does what an embedder must do")
struct RemoteConformanceTests {
    /// A vector that can be told from the text, as a service would make it: not of length 1.
    static func vector(of text: String) -> [Float] {
        var sums: [Float] = [0.25, 0.5, 0.125, 1]
        for (index, byte) in text.utf8.prefix(200).enumerated() {
            sums[index % 4] += Float(byte) / Float(1 + index)
        }
        return sums
    }

    /// Answers as OpenAI's API does, in another order than asked, which it may.
    @Sendable static func answer(_ number: Int, _ request: StubService.Request)
        -> StubService.Answer
    {
        guard
            let body = try? JSONSerialization.jsonObject(with: Data(request.body.utf8)),
            let texts = (body as? [String: Any])?["input"] as? [String]
        else { return StubService.Answer(status: 400, body: "{}") }
        let entries = texts.enumerated().reversed().map { index, text in
            #"{"object":"embedding","index":\#(index),"embedding":\#(vector(of: text))}"#
        }
        let tokens = texts.map(\.utf8.count).reduce(0, +)
        return StubService.Answer(
            body: #"{"data":[\#(entries.joined(separator: ","))],"#
                + #""usage":{"total_tokens":\#(tokens)}}"#)
    }

    @Test("in batches of any size", arguments: [1, 3, 128])
    func conformance(batchSize: Int) async throws {
        let service = StubService(Self.answer)
        let url = try await service.start()
        let folder = FileManager.default.temporaryDirectory.appending(path: "remote-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // A left-over fails no test.
        let manifest = """
            {"name": "far", "kind": "remote", "dimensions": 4, "max_tokens": 512, "files": [],
             "url": "\(url)", "remote_model": "m", "licence": "none", "origin": "this test",
             "how_made": "by hand", "lead_text_version": 1}
            """
        try Data(manifest.utf8).write(to: folder.appending(path: "manifest.json"))
        let model = try RemoteModel(
            directory: ModelDirectory(path: folder.path()),
            // On a busy machine the stub may take longer than a sender would wait.
            settings: RemoteSettings(batchSize: batchSize, patience: 60_000))
        try await EmbedderConformance(model, knowsMeaning: false).check()
        try await service.stop()
    }
}
