import Similarity
import SimilarityKernels
import SimilarityKernelsV3
import SimilarityKernelsV4
import Testing

@Suite("Scan of 4-bit codes")
struct CodeScanTests {
    @Test(
        "adds up exactly, the largest codes and queries included",
        arguments: InstructionSet.available, [1, 2, 3, 4, 5, 31, 32, 33, 128])
    func exact(tier: InstructionSet, groups: Int) throws {
        var random = SeededRandom(seed: UInt64(groups))
        for extreme in [false, true] {
            let codes = (0..<2 * 64 * groups).map { _ in
                extreme ? UInt8.max : UInt8.random(in: 0...255, using: &random)
            }
            let queries = (0..<4 * 8 * groups).map { _ in
                extreme ? Int8(127) : Int8.random(in: -127...127, using: &random)
            }
            let (one, four) = scores(codes, groups, queries, tier)
            for query in 0..<4 {
                for row in 0..<32 {
                    let sum = reference(codes, groups, queries, query: query, row: row)
                    // The scale of a row is its number and one, the bias of a query its number.
                    let expected = Float(row + 1) * (sum - Float(query))
                    #expect(four[query * 32 + row] == expected)
                    if query == 0 { #expect(one[row] == expected) }
                }
            }
        }
    }

    /// Two blocks, scored against the first query and against all four.
    private func scores(
        _ codes: [UInt8], _ groups: Int, _ queries: [Int8], _ tier: InstructionSet
    ) -> (one: [Float], four: [Float]) {
        var blocks: [UInt8] = []
        for block in 0..<2 {
            blocks += codes[block * 64 * groups..<(block + 1) * 64 * groups]
            for row in 0..<16 {
                let scale = Float(16 * block + row + 1).bitPattern
                blocks += (0..<4).map { UInt8(truncatingIfNeeded: scale >> (8 * $0)) }
            }
        }
        var words: [Int32] = []
        for first in stride(from: 0, to: queries.count, by: 4) {
            var word: UInt32 = 0
            for byte in 0..<4 {
                word |= UInt32(UInt8(bitPattern: queries[first + byte])) << UInt32(8 * byte)
            }
            words.append(Int32(bitPattern: word))
        }
        let biases: [Float] = [0, 1, 2, 3]
        var one = [Float](repeating: 0, count: 32)
        var four = [Float](repeating: 0, count: 128)
        unsafe blocks.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            switch tier {
            case .base:
                unsafe SimilarityKernels.scanCodes(start, 2, groups, words, 0, &one)
                unsafe SimilarityKernels.scanCodes4(start, 2, groups, words, biases, &four, 32)
            case .v3:
                unsafe SimilarityKernelsV3.scanCodes(start, 2, groups, words, 0, &one)
                unsafe SimilarityKernelsV3.scanCodes4(start, 2, groups, words, biases, &four, 32)
            case .v4:
                unsafe SimilarityKernelsV4.scanCodes(start, 2, groups, words, 0, &one)
                unsafe SimilarityKernelsV4.scanCodes4(start, 2, groups, words, biases, &four, 32)
            }
        }
        return (one, four)
    }

    private func reference(
        _ codes: [UInt8], _ groups: Int, _ queries: [Int8], query: Int, row: Int
    ) -> Float {
        var sum = 0
        for group in 0..<groups {
            for byte in 0..<4 {
                let pair = codes[(row / 16 * groups + group) * 64 + row % 16 * 4 + byte]
                let first = (query * groups + group) * 8 + byte
                sum +=
                    Int(pair & 15) * Int(queries[first]) + Int(pair >> 4) * Int(queries[first + 4])
            }
        }
        return Float(sum)
    }
}
