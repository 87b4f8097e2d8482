import Similarity
import Testing

@Suite("Exact index")
struct ExactIndexTests {
    @Test("finds what a Double reference finds", arguments: InstructionSet.available)
    func matchesReference(tier: InstructionSet) throws {
        var random = SeededRandom(seed: 1)
        let vectors = (0..<700).map { _ in random.vector(37) }
        var index = try ExactIndex(dimensions: 37, instructionSet: tier)
        for vector in vectors { _ = try index.insert(vector.span) }
        let query = random.vector(37)
        let hits = try index.search(query.span, k: 10)
        let expected = Reference.nearest(query, vectors, k: 10)
        #expect(hits.map(\.row) == expected.map(\.row))
        for (hit, reference) in zip(hits, expected) {
            #expect(abs(Double(hit.similarity) - reference.similarity) < 1e-5)
        }
    }

    @Test("returns only rows of the filter")
    func filters() throws {
        var random = SeededRandom(seed: 2)
        let vectors = (0..<700).map { _ in random.vector(16) }
        var index = try ExactIndex(dimensions: 16)
        for vector in vectors { _ = try index.insert(vector.span) }
        var filter = RowBitmap()
        for row in stride(from: UInt32(3), to: 700, by: 7) { filter.insert(row) }
        let query = random.vector(16)
        let hits = try index.search(query.span, k: 5, filter: filter)
        let expected = Reference.nearest(query, vectors, k: 700).filter { $0.row % 7 == 3 }
        #expect(hits.map(\.row) == expected.prefix(5).map(\.row))
    }

    @Test("gives a removed row's number to the next insertion and leaves the others alone")
    func reusesRows() throws {
        var index = try ExactIndex(dimensions: 2)
        let vectors: [[Float]] = [[1, 0], [0, 1], [-1, 0]]
        for vector in vectors { _ = try index.insert(vector.span) }
        try index.remove(row: 1)
        #expect(try index.search(([0, 1] as [Float]).span, k: 3).map(\.row) == [0, 2])
        #expect(try index.insert(([0, -1] as [Float]).span) == 1)
        try index.update(row: 0, to: ([0, -2] as [Float]).span)
        let hits = try index.search(([0, -1] as [Float]).span, k: 3)
        #expect(hits.map(\.row) == [0, 1, 2])
        #expect(hits.first?.similarity == 1)
    }

    @Test(
        "refuses what has no direction",
        arguments: [
            ([0, 0], SimilarityError.Code.zeroVector), ([.nan, 1], .notFinite),
            ([1, -.infinity], .notFinite), ([1], .wrongDimensions), ([], .wrongDimensions),
        ] as [([Float], SimilarityError.Code)])
    func refuses(vector: [Float], code: SimilarityError.Code) throws {
        var index = try ExactIndex(dimensions: 2)
        let error = #expect(throws: SimilarityError.self) { try index.insert(vector.span) }
        #expect(error?.code == code)
        #expect(index.count == 0)
        #expect(throws: SimilarityError.self) { try index.search(vector.span, k: 1) }
    }

    @Test("accepts lengths that overflow or vanish in Float", arguments: [1e30, 1e-30] as [Float])
    func extremeLengths(scale: Float) throws {
        var index = try ExactIndex(dimensions: 2)
        _ = try index.insert([3 * scale, 4 * scale].span)
        let similarity = try index.search(([1, 0] as [Float]).span, k: 1).first?.similarity
        #expect(abs((similarity ?? 0) - 0.6) < 1e-6)
    }
}
