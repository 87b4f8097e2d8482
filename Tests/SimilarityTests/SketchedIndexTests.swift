import Similarity
import Testing

@Suite("Sketched index")
struct SketchedIndexTests {
    @Test("recalls the 25 nearest of clustered vectors", arguments: InstructionSet.available)
    func recall(tier: InstructionSet) throws {
        let clusters = ClusteredVectors(dimensions: 256, clusters: 12, count: 3000, seed: 3)
        var index = try SketchedIndex(dimensions: 256, seed: 7, instructionSet: tier)
        var exact = try ExactIndex(dimensions: 256, instructionSet: tier)
        for vector in clusters.vectors {
            #expect(try index.insert(vector.span) == exact.insert(vector.span))
        }
        let queries = clusters.queries(40)
        var found = 0
        for (query, hits) in zip(queries, try index.search(queries, k: 25)) {
            let truth = try exact.search(query.span, k: 25)
            found += Set(hits.map(\.row)).intersection(truth.map(\.row)).count
            #expect(hits.count == 25)
            #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.precedes($1) })
            for hit in hits {
                let cosine = Reference.cosine(query, clusters.vectors[Int(hit.row)])
                #expect(abs(Double(hit.similarity) - cosine) < 1e-5)
            }
        }
        // Harder than text: what tells the vectors of a cluster apart has no structure at all.
        #expect(Double(found) / 1000 >= 0.985)
    }

    @Test("answers a batch as it answers each query", arguments: [1, 4, 9, 37])
    func batches(count: Int) throws {
        let index = try filled(ClusteredVectors(dimensions: 24, clusters: 9, count: 1700, seed: 4))
        let queries = ClusteredVectors(dimensions: 24, clusters: 9, count: 0, seed: 4)
            .queries(count)
        let answers = try index.search(queries, k: 6)
        #expect(answers.count == count)
        for (query, answer) in zip(queries, answers) {
            #expect(try index.search(query, k: 6) == answer)
        }
    }

    @Test(
        "answers exactly when all rows are compared in full precision",
        arguments: [1, 3, 65, 128, 131])
    func few(dimensions: Int) throws {
        let clusters = ClusteredVectors(
            dimensions: dimensions, clusters: 5, count: 100, seed: 5)
        let index = try filled(clusters)
        for query in clusters.queries(5) {
            let hits = try index.search(query, k: 70)
            var exact = try ExactIndex(dimensions: dimensions)
            for vector in clusters.vectors {
                _ = try exact.insert(vector.span)
            }
            let truth = try exact.search(query.span, k: 70)
            #expect(hits.map(\.row) == truth.map(\.row))
            #expect(try index.search(query, k: 1000).count == 100)
            #expect(try index.search(query, k: 0).isEmpty)
        }
    }

    @Test("puts the lower of equal rows first, and finds those of a vector that many share")
    func equals() throws {
        var random = SeededRandom(seed: 9)
        let three = (0..<3).map { _ in random.vector(48) }
        var index = try SketchedIndex(dimensions: 48, seed: 1)
        for row in 0..<3000 {
            let vector = three[row % 3]
            _ = try index.insert(vector.span)
        }
        let hits = try index.search(three[1], k: 25)
        #expect(hits.map(\.row) == (0..<25).map { UInt32(3 * $0 + 1) })
    }

    @Test("compares vectors that are all the same")
    func identical() throws {
        var random = SeededRandom(seed: 10)
        let (vector, other) = (random.vector(40), random.vector(40))
        var index = try SketchedIndex(dimensions: 40, seed: 1)
        for _ in 0..<700 { _ = try index.insert(vector.span) }
        #expect(try index.search(vector, k: 5).map(\.row) == [0, 1, 2, 3, 4])
        #expect(try index.search(other, k: 5).map(\.row) == [0, 1, 2, 3, 4])
    }

    @Test("finds them all when the first rows are the nearest and nothing like the others")
    func skewedOrder() throws {
        let clusters = ClusteredVectors(dimensions: 192, clusters: 2, count: 2000, seed: 8)
        let query = try #require(clusters.queries(1).first)
        let nearest = Reference.nearest(query, clusters.vectors, k: 2000)
        var index = try SketchedIndex(dimensions: 192, seed: 1)
        for hit in nearest {
            let vector = clusters.vectors[Int(hit.row)]
            _ = try index.insert(vector.span)
        }
        let hits = try index.search(query, k: 40)
        #expect(Set(hits.map(\.row)).intersection(0..<40).count >= 39)
        #expect(try index.search([query, query], k: 40) == [hits, hits])
    }

    @Test("forgets removed rows and finds updated ones")
    func changes() throws {
        let clusters = ClusteredVectors(dimensions: 64, clusters: 3, count: 600, seed: 6)
        var index = try filled(clusters)
        let query = clusters.vectors[77]
        #expect(try index.search(query, k: 1).map(\.row) == [77])
        try index.remove(row: 77)
        #expect(try index.search(query, k: 600).count == 599)
        #expect(try !index.search(query, k: 600).map(\.row).contains(77))
        try index.update(row: 5, to: query.span)
        #expect(try index.search(query, k: 1).map(\.row) == [5])
        #expect(throws: SimilarityError.self) { try index.update(row: 77, to: query.span) }
        #expect(throws: SimilarityError.self) { try index.remove(row: 600) }
        #expect(try index.insert(query.span) == 77)
    }

    @Test("follows vectors that come to be quite unlike the first")
    func drift() throws {
        let (old, new) = (
            ClusteredVectors(dimensions: 256, clusters: 6, count: 1500, seed: 21),
            ClusteredVectors(dimensions: 256, clusters: 6, count: 3000, seed: 22)
        )
        var index = try filled(old)
        for (row, vector) in new.vectors.enumerated() {
            if row < 1500 { try index.remove(row: UInt32(row)) }
            _ = try index.insert(vector.span)
        }
        var exact = try ExactIndex(dimensions: 256)
        for vector in new.vectors { _ = try exact.insert(vector.span) }
        var found = 0
        for query in new.queries(20) {
            let truth = try exact.search(query.span, k: 25)
            found +=
                Set(try index.search(query, k: 25).map(\.row))
                .intersection(truth.map(\.row)).count
        }
        #expect(Double(found) / 500 >= 0.985)
    }

    @Test("refuses what no similarity can be told of, and all of a batch with it")
    func refusals() throws {
        let index = try filled(ClusteredVectors(dimensions: 8, clusters: 2, count: 30, seed: 1))
        let good = [Float](repeating: 1, count: 8)
        for bad in [[1, 2], [Float](repeating: 0, count: 8), [Float](repeating: .nan, count: 8)] {
            #expect(throws: SimilarityError.self) { try index.search([good, bad], k: 3) }
        }
        #expect(throws: SimilarityError.self) { try index.search(good, k: -1) }
        #expect(try index.search([[Float]](), k: 3).isEmpty)
    }

    @Test("grows past one chunk of memory and keeps every row", .timeLimit(.minutes(1)))
    func grows() throws {
        var index = try SketchedIndex(dimensions: 24, seed: 1)
        var random = SeededRandom(seed: 8)
        let vectors = (0..<16_500).map { _ in random.vector(24) }
        for vector in vectors { _ = try index.insert(vector.span) }
        for row in [0, 511, 512, 16_383, 16_384, 16_499] {
            let best = try index.search(vectors[row], k: 1).first
            #expect(best?.row == UInt32(row))
        }
    }

    private func filled(_ clusters: ClusteredVectors) throws -> SketchedIndex {
        let dimensions = clusters.vectors.first?.count ?? 0
        var index = try SketchedIndex(dimensions: dimensions, seed: 1)
        for vector in clusters.vectors { _ = try index.insert(vector.span) }
        return index
    }
}
