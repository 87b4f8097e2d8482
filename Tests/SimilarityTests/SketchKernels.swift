import Similarity
import SimilarityKernels
import SimilarityKernelsV3
import SimilarityKernelsV4

/// The kernels of sketches of one tier, for arrays.
struct SketchKernels {
    let tier: InstructionSet

    init(_ tier: InstructionSet) { self.tier = tier }

    /// Dimensions that share a symbol.
    var bits: Int {
        switch tier {
        case .base: SimilarityKernels.sketchBits
        case .v3: SimilarityKernelsV3.sketchBits
        case .v4: SimilarityKernelsV4.sketchBits
        }
    }

    /// The scores of 64 rows, whose offsets are their numbers, for four queries, and twice the step
    /// of each.
    func scores(
        _ queries: [[Float]], _ rows: [[Float]], _ symbols: Int
    ) -> [(scores: [Float], step: Float)] {
        var block = [UInt8](repeating: 0, count: 64 * symbols + 512)
        for (row, vector) in rows.enumerated() {
            let offset = Float(row)
            switch tier {
            case .base:
                unsafe SimilarityKernels.sketchRow(vector, symbols, offset, &block, row)
            case .v3:
                unsafe SimilarityKernelsV3.sketchRow(vector, symbols, offset, &block, row)
            case .v4:
                unsafe SimilarityKernelsV4.sketchRow(vector, symbols, offset, &block, row)
            }
        }
        let size = symbols << bits
        var tables = [UInt8](repeating: 0, count: 4 * size)
        var parameters = [Float](repeating: 0, count: 8)
        for (slot, query) in queries.enumerated() {
            var table = [UInt8](repeating: 0, count: size)
            var pair: [Float] = [0, 0]
            switch tier {
            case .base:
                unsafe SimilarityKernels.sketchTables(query, symbols, &table, &pair)
            case .v3:
                unsafe SimilarityKernelsV3.sketchTables(query, symbols, &table, &pair)
            case .v4:
                unsafe SimilarityKernelsV4.sketchTables(query, symbols, &table, &pair)
            }
            tables.replaceSubrange(slot * size..<(slot + 1) * size, with: table)
            parameters.replaceSubrange(2 * slot..<2 * slot + 2, with: pair)
        }
        var scores = [Float](repeating: 0, count: 256)
        switch tier {
        case .base:
            unsafe SimilarityKernels.scanSketches4(
                block, 1, symbols, tables, parameters, &scores, 64)
        case .v3:
            unsafe SimilarityKernelsV3.scanSketches4(
                block, 1, symbols, tables, parameters, &scores, 64)
        case .v4:
            unsafe SimilarityKernelsV4.scanSketches4(
                block, 1, symbols, tables, parameters, &scores, 64)
        }
        return (0..<4).map { slot in
            (Array(scores[64 * slot..<64 * slot + 64]), parameters[2 * slot])
        }
    }

    /// The scores of rows by their codes: scale 2 and offset 0.5, step 0.25 and bias 3.
    func codeScores(
        _ codes: [UInt8], _ pieces: Int, _ query: [Int8], _ rows: [UInt32], firstRow: Int
    ) -> [Float] {
        let factors: [Float] = (0..<codes.count / (64 * pieces)).flatMap { _ in [2, 0.5] }
        let parameters: [Float] = [0.25, 3]
        var scores = [Float](repeating: 0, count: rows.count)
        switch tier {
        case .base:
            unsafe SimilarityKernels.scoreCodeRows(
                codes, factors, pieces, firstRow, rows, rows.count, query, parameters, &scores)
        case .v3:
            unsafe SimilarityKernelsV3.scoreCodeRows(
                codes, factors, pieces, firstRow, rows, rows.count, query, parameters, &scores)
        case .v4:
            unsafe SimilarityKernelsV4.scoreCodeRows(
                codes, factors, pieces, firstRow, rows, rows.count, query, parameters, &scores)
        }
        return scores
    }

    /// The positions of scores, that of the greatest first.
    func ranks(_ scores: [Float]) -> [UInt32] {
        let padded = scores + [Float](repeating: 0, count: 16)
        var order = [UInt32](repeating: 0, count: scores.count)
        switch tier {
        case .base:
            unsafe SimilarityKernels.rankScores(padded, scores.count, &order)
        case .v3:
            unsafe SimilarityKernelsV3.rankScores(padded, scores.count, &order)
        case .v4:
            unsafe SimilarityKernelsV4.rankScores(padded, scores.count, &order)
        }
        return order
    }
}
