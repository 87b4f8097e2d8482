import Similarity
import Testing

@Suite("Quantised index")
struct QuantisedIndexTests {
    @Test("recalls the ten nearest of clustered vectors", arguments: InstructionSet.available)
    func recall(tier: InstructionSet) throws {
        for dimensions in [64, 100] {
            let clusters = ClusteredVectors(
                dimensions: dimensions, clusters: 40, count: 1500, seed: 3)
            var index = try QuantisedIndex(
                dimensions: dimensions, seed: 7, instructionSet: tier)
            var exact = try ExactIndex(dimensions: dimensions, instructionSet: tier)
            for vector in clusters.vectors {
                #expect(try index.insert(vector.span) == exact.insert(vector.span))
            }
            var found = 0
            for query in clusters.queries(20) {
                let truth = try exact.search(query.span, k: 10)
                let hits = try index.search(query.span, k: 10)
                found += Set(hits).intersection(truth).count
                #expect(hits.count == 10)
            }
            #expect(Double(found) / 200 >= 0.995)
        }
    }

    @Test("answers a batch as it answers each query", arguments: [1, 4, 9])
    func batches(count: Int) throws {
        let clusters = ClusteredVectors(dimensions: 24, clusters: 9, count: 700, seed: 4)
        var index = try QuantisedIndex(dimensions: 24, seed: 1)
        for vector in clusters.vectors { _ = try index.insert(vector.span) }
        let queries = clusters.queries(count)
        let joined = queries.flatMap { $0 }
        let answers = try index.search(batch: joined.span, k: 6)
        #expect(answers.count == count)
        for (query, answer) in zip(queries, answers) {
            #expect(try index.search(query.span, k: 6) == answer)
        }
    }

    @Test("answers each query of a batch by its own filter, few or many rows", arguments: [4, 7])
    func filteredBatches(count: Int) throws {
        let clusters = ClusteredVectors(dimensions: 24, clusters: 9, count: 1100, seed: 14)
        var index = try QuantisedIndex(dimensions: 24, seed: 1)
        for vector in clusters.vectors { _ = try index.insert(vector.span) }
        try index.remove(row: 40)
        let queries = clusters.queries(count).enumerated().map { slot, vector in
            var filter = RowBitmap()
            for row in stride(from: UInt32(slot), to: 1100, by: [1, 2, 90][slot % 3]) {
                filter.insert(row)
            }
            return FilteredQuery(
                vector: vector, k: 3 + slot, filter: slot % 4 == 0 ? nil : filter)
        }
        for (query, answer) in zip(queries, try index.search(queries)) {
            let alone = try index.search(query.vector.span, k: query.k, filter: query.filter)
            #expect(answer == alone)
            #expect(answer.count == min(query.k, 13))
            #expect(answer.allSatisfy { query.filter?.contains($0.row) ?? true })
        }
    }

    @Test("answers exactly when few rows pass the filter")
    func filters() throws {
        let clusters = ClusteredVectors(dimensions: 32, clusters: 5, count: 1300, seed: 5)
        var index = try QuantisedIndex(dimensions: 32, seed: 1)
        for vector in clusters.vectors { _ = try index.insert(vector.span) }
        var filter = RowBitmap()
        for row in stride(from: UInt32(11), to: 1300, by: 61) { filter.insert(row) }
        let query = try #require(clusters.queries(1).first)
        let hits = try index.search(query.span, k: 100, filter: filter)
        let expected = Reference.nearest(query, clusters.vectors, k: 1300)
            .filter { $0.row % 61 == 11 }
        #expect(hits.map(\.row) == expected.map(\.row))
        #expect(try index.search(query.span, k: 3, filter: RowBitmap()).isEmpty)
    }

    @Test("finds them all when the first rows are the nearest and nothing like the others")
    func skewedOrder() throws {
        let clusters = ClusteredVectors(dimensions: 32, clusters: 2, count: 2000, seed: 8)
        let query = try #require(clusters.queries(1).first)
        let nearest = Reference.nearest(query, clusters.vectors, k: 2000)
        var index = try QuantisedIndex(dimensions: 32, seed: 1)
        for hit in nearest {
            let vector = clusters.vectors[Int(hit.row)]
            _ = try index.insert(vector.span)
        }
        let hits = try index.search(query.span, k: 40)
        #expect(hits.map(\.row) == Array(0..<40))
        let twice = query + query
        #expect(try index.search(batch: twice.span, k: 40) == [hits, hits])
    }

    @Test("forgets removed rows and finds updated ones")
    func changes() throws {
        let clusters = ClusteredVectors(dimensions: 16, clusters: 3, count: 600, seed: 6)
        var index = try QuantisedIndex(dimensions: 16, seed: 1)
        for vector in clusters.vectors { _ = try index.insert(vector.span) }
        let query = clusters.vectors[77]
        #expect(try index.search(query.span, k: 1).map(\.row) == [77])
        try index.remove(row: 77)
        #expect(try index.search(query.span, k: 600).count == 599)
        #expect(try !index.search(query.span, k: 600).map(\.row).contains(77))
        try index.update(row: 5, to: query.span)
        #expect(try index.search(query.span, k: 1).map(\.row) == [5])
        #expect(throws: SimilarityError.self) { try index.update(row: 77, to: query.span) }
        #expect(throws: SimilarityError.self) { try index.remove(row: 600) }
        #expect(try index.insert(query.span) == 77)
    }

    @Test("grows past one chunk of memory and keeps every row", .timeLimit(.minutes(1)))
    func grows() throws {
        var index = try QuantisedIndex(dimensions: 8, seed: 1)
        var random = SeededRandom(seed: 8)
        let vectors = (0..<16_500).map { _ in random.vector(8) }
        for vector in vectors { _ = try index.insert(vector.span) }
        // 16 floats and 8 bytes of code and scale a row, for two chunks and a tile of rows each.
        #expect((32_768 * 72...32_768 * 74).contains(index.reservedBytes))
        for row in [0, 511, 512, 16_383, 16_384, 16_499] {
            let query = vectors[row]
            let best = try index.search(query.span, k: 1).first
            #expect(best?.row == UInt32(row))
        }
    }
}
