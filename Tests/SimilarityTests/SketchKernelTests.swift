import Similarity
import SimilarityKernels
import SimilarityKernelsV3
import SimilarityKernelsV4
import Testing

@Suite("Kernels of sketches")
struct SketchKernelTests {
    @Test(
        "estimate inner products within half a step a dimension, of any number of dimensions",
        arguments: InstructionSet.available, [1, 5, 6, 31, 66, 256, 261, 24_000])
    func sketches(tier: InstructionSet, dimensions: Int) throws {
        var random = SeededRandom(seed: UInt64(dimensions))
        let kernels = SketchKernels(tier)
        let symbols = (dimensions + kernels.bits - 1) / kernels.bits
        let padding = [Float](repeating: 0, count: symbols * kernels.bits - dimensions)
        let alike = [Float](repeating: 0.25, count: dimensions)
        let queries = [
            random.vector(dimensions), alike.map { -$0 }, alike,
            (0..<dimensions).map { $0 == dimensions / 2 ? Float(-7) : 0 },
        ]
        // The first rows agree, and disagree, with a query in every dimension.
        let rows = [alike, alike.map { -$0 }] + (2..<64).map { _ in random.vector(dimensions) }
        let found = kernels.scores(
            queries.map { $0 + padding }, rows.map { $0 + padding }, symbols)
        for (query, (scores, step)) in zip(queries, found) {
            for (row, vector) in rows.enumerated() {
                let lengths = vector.reduce(0) { $0 + Double($1.magnitude) }
                let scale = Reference.dot(vector, vector) / lengths
                let signs = vector.map { $0 > 0 ? Float(1) : -1 }
                let expected = Double(row) + scale * Reference.dot(query, signs)
                let bound = scale * Double(step) / 2 * Double(dimensions) / 2
                #expect(abs(Double(scores[row]) - expected) <= bound * 1.001 + 1e-3)
            }
        }
    }

    @Test("estimate nothing of a vector of zeros", arguments: InstructionSet.available)
    func zeros(tier: InstructionSet) {
        let kernels = SketchKernels(tier)
        let symbols = (12 + kernels.bits - 1) / kernels.bits
        let zeros = [Float](repeating: 0, count: symbols * kernels.bits)
        let found = kernels.scores(
            Array(repeating: zeros, count: 4), Array(repeating: zeros, count: 64), symbols)
        for (scores, _) in found { #expect(scores == (0..<64).map { Float($0) }) }
    }

    @Test(
        "add up codes exactly, the largest codes and queries included",
        arguments: InstructionSet.available, [1, 2, 3, 7])
    func codes(tier: InstructionSet, pieces: Int) {
        var random = SeededRandom(seed: UInt64(pieces))
        for extreme in [false, true] {
            let codes = (0..<5 * 64 * pieces).map { _ in
                extreme ? UInt8.max : UInt8.random(in: 0...255, using: &random)
            }
            let query = (0..<128 * pieces).map { _ in
                extreme ? Int8(-127) : Int8.random(in: -127...127, using: &random)
            }
            let rows: [UInt32] = [100, 102, 104]
            let scores = SketchKernels(tier).codeScores(codes, pieces, query, rows, firstRow: 100)
            for (row, score) in zip(rows, scores) {
                var sum = 0
                for place in 0..<64 * pieces {
                    let byte = codes[(Int(row) - 100) * 64 * pieces + place]
                    let first = place / 64 * 128 + place % 64
                    sum += Int(byte & 15) * Int(query[first])
                    sum += Int(byte >> 4) * Int(query[first + 64])
                }
                #expect(score == 0.5 + 2 * ((Float(sum) - 3) * 0.25))
            }
        }
    }

    @Test(
        "rank scores, ties in their order", arguments: InstructionSet.available,
        [1, 3, 4, 15, 16, 17, 40, 129])
    func ranks(tier: InstructionSet, count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let scores = (0..<count).map { _ in Float(Int.random(in: -9...9, using: &random)) }
        let expected = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        #expect(SketchKernels(tier).ranks(scores) == expected.map { UInt32($0) })
    }
}
