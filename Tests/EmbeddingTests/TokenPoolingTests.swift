import Similarity
import Testing

@testable import Embedding

@Suite("Sums of token vectors by every instruction set")
struct TokenPoolingTests {
    @Test(
        "are of length 1 and what a reference in Double makes of the same rows",
        arguments: InstructionSet.available, [32, 96, 256, 288])
    func sums(tier: InstructionSet, dimensions: Int) {
        var generator = SplitMix(state: UInt64(dimensions))
        let rows = (0..<50 * dimensions).map { _ in Int8.random(in: -128...127, using: &generator) }
        let scales = (0..<50).map { _ in Float.random(in: 0.001...2, using: &generator) }
        for count in [1, 2, 7, 63] {
            let tokens = (0..<count).map { _ in UInt32.random(in: 0..<50, using: &generator) }
            let found = Self.pool(tokens, rows, scales, dimensions, tier)
            let expected = Self.reference(tokens, rows, scales, dimensions)
            let error = zip(found ?? [], expected).map { abs(Double($0) - $1) }.max() ?? .infinity
            #expect(found?.count == dimensions && error < 1e-6, "\(count) tokens")
        }
    }

    @Test("of nothing, and of rows that cancel out, are none", arguments: InstructionSet.available)
    func nothing(tier: InstructionSet) {
        let rows = [Int8](repeating: 3, count: 32) + [Int8](repeating: -3, count: 32)
        #expect(Self.pool([], rows, [1, 1], 32, tier) == nil)
        #expect(Self.pool([0, 1], rows, [1, 1], 32, tier) == nil)
        #expect(Self.pool([0, 0, 1], rows, [1, 1], 32, tier) != nil)
        #expect(Self.pool([0], rows, [.infinity, 1], 32, tier) == nil)
    }

    private static func pool(
        _ tokens: [UInt32], _ rows: [Int8], _ scales: [Float], _ dimensions: Int,
        _ tier: InstructionSet
    ) -> [Float]? {
        var output = [Float](repeating: .nan, count: dimensions)
        let isThere = unsafe rows.withUnsafeBytes { rows in
            unsafe scales.withUnsafeBytes { scales in
                unsafe tokens.withUnsafeBufferPointer { tokens in
                    unsafe output.withUnsafeMutableBufferPointer { output in
                        guard let rows = rows.baseAddress, let scales = scales.baseAddress,
                            let output = output.baseAddress
                        else { return false }
                        return unsafe TokenPooling(
                            rows: rows, scales: scales, dimensions: dimensions
                        ).sum(tokens, into: output, by: .of(tier))
                    }
                }
            }
        }
        return isThere ? output : nil
    }

    private static func reference(
        _ tokens: [UInt32], _ rows: [Int8], _ scales: [Float], _ dimensions: Int
    ) -> [Double] {
        var sum = [Double](repeating: 0, count: dimensions)
        for token in tokens.map(Int.init) {
            for column in 0..<dimensions {
                sum[column] += Double(rows[token * dimensions + column]) * Double(scales[token])
            }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return sum.map { $0 / length }
    }
}
