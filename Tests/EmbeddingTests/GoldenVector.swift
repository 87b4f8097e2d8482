import Foundation
import Testing

/// A text, its known tokens and its vector by the Python reference.
struct GoldenVector {
    var text = ""
    var ids: [Int] = []
    var vector: [Float] = []

    static func all() throws -> [GoldenVector] {
        let file = try #require(
            Bundle.module.url(forResource: "Fixtures/embedding_golden", withExtension: "jsonl"))
        let lines = try [UInt8](Data(contentsOf: file)).split(separator: 0x0A)
        return try lines.map { line in try JSONDecoder().decode(Line.self, from: Data(line)).golden
        }
    }

    private struct Line: Decodable {
        let text: String
        let ids: [Int]
        let vec: [Float]

        var golden: GoldenVector { GoldenVector(text: text, ids: ids, vector: vec) }
    }
}
