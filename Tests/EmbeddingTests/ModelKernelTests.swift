import Foundation
import Similarity
import Testing

@testable import Embedding

@Suite("The encoder's kernels of every instruction set")
struct ModelKernelTests {
    static func random(_ count: Int, _ seed: UInt64, in range: ClosedRange<Float> = -2...3)
        -> [Float]
    {
        var generator = SplitMix(state: seed)
        return (0..<count).map { _ in Float.random(in: range, using: &generator) }
    }

    /// A layer of `inputs` × `outputs` and what it makes of `rows` rows, padding left out.
    static func product(
        _ tier: InstructionSet, _ precision: ModelPrecision, rows: Int, inputs: Int, outputs: Int,
        adding: Bool
    ) -> (found: [Float], expected: [Double]) {
        let kernels = ModelKernels.of(tier)
        let weight = random(inputs * outputs, 1, in: -1...1)
        let (bias, values) = (random(outputs, 2), random(rows * inputs, 3))
        let layer = LinearLayer(
            weight: weight, bias: bias, precision: precision, kernels: kernels)
        let sizes = EncoderSizes(widest: max(inputs, outputs))
        let memory = EncoderMemory(sizes, tokens: rows, longest: 1, kernels: kernels)
        for (index, value) in values.enumerated() { unsafe memory.middle[index] = value }
        for index in 0..<rows * outputs { unsafe memory.state[index] = Float(index % 7) }
        unsafe layer.multiply(
            memory.middle, rows: rows, adding: adding, into: memory.state, memory)
        var expected: [Double] = []
        for row in 0..<rows {
            for column in 0..<outputs {
                var sum = Double(bias[column])
                for input in 0..<inputs {
                    sum +=
                        Double(values[row * inputs + input])
                        * Double(weight[column * inputs + input])
                }
                expected.append(sum + (adding ? Double((row * outputs + column) % 7) : 0))
            }
        }
        return ((0..<rows * outputs).map { unsafe memory.state[$0] }, expected)
    }

    @Test(
        "multiply any number of rows as a reference in Double does",
        arguments: InstructionSet.available, [1, 2, 3, 4, 5, 7, 8, 11, 12, 13, 20, 31])
    func products(tier: InstructionSet, rows: Int) {
        for (inputs, outputs) in [(32, 32), (96, 64), (384, 96)] {
            for adding in [false, true] {
                for precision in ModelPrecision.allCases {
                    let (found, expected) = Self.product(
                        tier, precision, rows: rows, inputs: inputs, outputs: outputs,
                        adding: adding)
                    let error = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
                    // A rounding is at most half a step of 5/255 and of 1/127.
                    let bound = precision == .f32 ? 2e-4 : 0.012 * Double(inputs).squareRoot() * 2
                    #expect(error < bound, "\(precision) \(rows) × \(inputs) × \(outputs)")
                }
            }
        }
    }

    @Test("multiply bytes exactly, so all instruction sets agree", arguments: [1, 8, 13])
    func agreement(rows: Int) {
        let found = InstructionSet.available.map { tier in
            Self.product(tier, .int8, rows: rows, inputs: 384, outputs: 64, adding: false).found
        }
        for other in found.dropFirst() {
            let difference = zip(found[0], other).map { abs($0 - $1) }.max() ?? .infinity
            #expect(difference < 1e-3)
        }
    }

    @Test("multiply the largest bytes without overflow", arguments: InstructionSet.available)
    func extremes(tier: InstructionSet) {
        let kernels = ModelKernels.of(tier)
        let inputs = 1_536
        let layer = LinearLayer(
            weight: [Float](repeating: -1, count: inputs * 32),
            bias: [Float](repeating: 0, count: 32), precision: .int8, kernels: kernels)
        let memory = EncoderMemory(
            EncoderSizes(widest: inputs), tokens: 4, longest: 1, kernels: kernels)
        for index in 0..<4 * inputs { unsafe memory.middle[index] = index % inputs == 0 ? 0 : 10 }
        unsafe layer.multiply(memory.middle, rows: 4, into: memory.state, memory)
        for index in 0..<4 * 32 { #expect(unsafe abs(memory.state[index] + 15_350) < 1) }
    }

    @Test("GELU and softmax are those of the formulas", arguments: InstructionSet.available)
    func functions(tier: InstructionSet) {
        let kernels = ModelKernels.of(tier)
        var values = Self.random(320, 5, in: -9...9) + [Float](repeating: 0, count: 16)
        let before = values
        unsafe values.withUnsafeMutableBufferPointer {
            guard let start = $0.baseAddress else { return }
            unsafe kernels.gelu(start, 336)
        }
        for (x, y) in zip(before, values) {
            let expected = Double(x) / 2 * (1 + erf(Double(x) / 2.0.squareRoot()))
            #expect(abs(Double(y) - expected) < 2e-6)
        }
        for count in [1, 2, 31, 32, 33, 100] {
            var row = Self.random(128, UInt64(count), in: -40...40)
            let scores = row.prefix(count).map { Double($0) * 0.5 }
            let total = scores.map { exp($0) }.reduce(0, +)
            unsafe row.withUnsafeMutableBufferPointer {
                guard let start = $0.baseAddress else { return }
                unsafe kernels.softmax(start, count, 0.5)
            }
            for index in 0..<count {
                #expect(abs(Double(row[index]) - exp(scores[index]) / total) < 1e-6)
            }
            #expect(
                row[
                    count..<(count + kernels.panelWidth - 1) / kernels.panelWidth
                        * kernels.panelWidth
                ].allSatisfy { $0 == 0 })
        }
    }
}
