import Similarity
import Testing

@Suite("Agreement of indexes, tiers and batches")
struct IndexAgreementTests {
    @Test("all tiers give the same neighbours", arguments: [1, 3, 31, 48, 100, 256, 257])
    func tiers(dimensions: Int) throws {
        let clusters = ClusteredVectors(
            dimensions: dimensions, clusters: 7, count: 600, seed: UInt64(dimensions))
        let queries = clusters.queries(5)
        var answers: [[[Neighbour]]] = []
        for tier in InstructionSet.available {
            var index = try QuantisedIndex(
                dimensions: dimensions, seed: 9, instructionSet: tier)
            for vector in clusters.vectors { _ = try index.insert(vector.span) }
            for query in queries { answers.append([try index.search(query.span, k: 5)]) }
        }
        for (position, answer) in answers.enumerated() {
            let first = answers[position % queries.count]
            for (hits, expected) in zip(answer, first) {
                for (hit, other) in zip(hits, expected) {
                    // Rounding may swap rows whose similarity is the same but for it.
                    #expect(abs(hit.similarity - other.similarity) < 2e-6)
                }
                #expect(hits.count == expected.count)
            }
        }
    }

    @Test("an exact batch answers as single queries do", arguments: InstructionSet.available)
    func exactBatch(tier: InstructionSet) throws {
        for (rows, count) in [(1, 1), (700, 33), (1100, 70)] {
            let clusters = ClusteredVectors(dimensions: 20, clusters: 7, count: rows, seed: 3)
            var index = try ExactIndex(dimensions: 20, instructionSet: tier)
            for vector in clusters.vectors { _ = try index.insert(vector.span) }
            if rows > 1 { try index.remove(row: 600) }
            var half = RowBitmap(words: Array(repeating: 0xF0F0_F0F0_F0F0_F0F0, count: 18))
            half.insert(0)
            let queries = clusters.queries(count)
            let joined = queries.flatMap { $0 }
            for filter in [nil, half, RowBitmap()] {
                let batch = try index.search(batch: joined.span, k: 7, filter: filter)
                #expect(batch.count == count)
                for (query, hits) in zip(queries, batch) {
                    let single = try index.search(query.span, k: 7, filter: filter)
                    #expect(hits.map(\.row) == single.map(\.row))
                    #expect(!hits.contains { $0.row == 600 })
                }
            }
        }
    }

    @Test("equal vectors come in the order of their rows")
    func ties() throws {
        var index = try QuantisedIndex(dimensions: 4, seed: 1, rerank: 3)
        let vector: [Float] = [1, 2, 3, 4]
        for _ in 0..<1000 { _ = try index.insert(vector.span) }
        #expect(try index.search(vector.span, k: 5).map(\.row) == [0, 1, 2, 3, 4])
        let batch = try index.vectors.search(batch: vector.span, k: 5)
        #expect(batch.first?.map(\.row) == [0, 1, 2, 3, 4])
    }

    @Test("any k is answered, and a negative one refused")
    func extremes() throws {
        var index = try QuantisedIndex(dimensions: 3, seed: 1)
        let vector: [Float] = [1, 2, 3]
        #expect(try index.search(vector.span, k: 10).isEmpty)
        #expect(try index.search(batch: vector.span, k: 10) == [[]])
        _ = try index.insert(vector.span)
        #expect(try index.search(vector.span, k: 0).isEmpty)
        #expect(try index.search(vector.span, k: .max).count == 1)
        #expect(try index.search(batch: Span<Float>(), k: 1).isEmpty)
        #expect(throws: SimilarityError.self) { try index.search(vector.span, k: -1) }
        #expect(throws: SimilarityError.self) { try index.search(batch: vector.span, k: -1) }
        let short: [Float] = [1, 2]
        #expect(throws: SimilarityError.self) { try index.search(batch: short.span, k: 1) }
        #expect(throws: SimilarityError.self) { _ = try VectorArena(dimensions: 0) }
        #expect(throws: SimilarityError.self) { _ = try VectorArena(dimensions: 65_537) }
    }

    @Test("a refused update leaves the old vector, which has length 1")
    func refusedUpdate() throws {
        var index = try QuantisedIndex(dimensions: 2, seed: 1)
        let vector: [Float] = [3, 4]
        let row = try index.insert(vector.span)
        let bad: [Float] = [.nan, 1]
        #expect(throws: SimilarityError.self) { try index.update(row: row, to: bad.span) }
        let stored = try index.vectors.withVector(row: row) { [$0[0], $0[1]] }
        #expect(stored == [0.6, 0.8])
        #expect(try index.search(vector.span, k: 1).first?.similarity == 1)
    }
}
