import Similarity

/// Runs every kernel of the tier that this processor gets, and compares with plain arithmetic.
///
/// Under an emulated older processor an instruction too many ends the program by a signal.
@main
enum KernelCheck {
    static func main() throws {
        print("tier: \(InstructionSet.active.rawValue)")
        for dimensions in [1, 31, 100, 256] { try checkIndex(dimensions) }
        try checkSelection()
        for dimensions in [1, 31, 100, 256] { try checkSketches(dimensions) }
        try checkPairs()
        print("all kernels agree with plain arithmetic")
    }

    private static func checkIndex(_ dimensions: Int) throws {
        let vectors = (0..<700).map { vector($0, dimensions) }
        let index = try filled(vectors)
        let queries: [FilteredQuery] = [
            FilteredQuery(vector: vectors[0], k: 700), FilteredQuery(vector: vectors[1], k: 140),
            FilteredQuery(vector: vectors[2], k: 700, filter: oddRows()),
        ]
        let answers = try index.search(queries)
        for (query, hits) in zip(queries, answers) { try compare(hits, query, vectors) }
        for query in queries {
            let exact = try index.vectors.search(query.vector.span, k: 140, filter: query.filter)
            try compare(
                exact, FilteredQuery(vector: query.vector, k: 140, filter: query.filter), vectors)
        }
    }

    /// Selects few of many rows, where a threshold is guessed, raised, and passed by ties.
    private static func checkSelection() throws {
        var index = try QuantisedIndex(dimensions: 64, seed: 5, rerank: 300)
        for row in 0..<3000 { _ = try index.insert(vector(row % 2900 * 7, 64).span) }
        for row in stride(from: 0, to: 3000, by: 271) {
            let query = vector(row, 64)
            let hits = try index.search(query.span, k: 10)
            let together = try index.search(batch: (query + query).span, k: 10)
            let exact = try index.vectors.search(query.span, k: 10)
            try expect(hits.map(\.row) == exact.map(\.row), "row \(row): \(hits), not \(exact)")
            try expect(together == [hits, hits], "row \(row): \(together), not twice \(hits)")
        }
    }

    /// Selects by sketches and codes, of so few rows that the answer is exact, and of many.
    private static func checkSketches(_ dimensions: Int) throws {
        let vectors = (0..<700).map { vector($0, dimensions) }
        var index = try SketchedIndex(dimensions: dimensions, seed: 5)
        for vector in vectors { _ = try index.insert(vector.span) }
        try index.remove(row: 3)
        for row in stride(from: 0, to: 700, by: 101) {
            let query = vectors[row]
            let exact = try index.vectors.search(query.span, k: 500)
            let hits = try index.search([query, vectors[0]], k: 500)[0]
            try expect(hits.map(\.row) == exact.map(\.row), "row \(row): \(hits), not \(exact)")
            let best = try index.search(query, k: 1)
            try expect(best == Array(exact.prefix(1)), "row \(row): \(best), not \(exact[0])")
        }
    }

    private static func filled(_ vectors: [[Float]]) throws -> QuantisedIndex {
        var index = try QuantisedIndex(dimensions: vectors[0].count, seed: 5)
        for vector in vectors { _ = try index.insert(vector.span) }
        try index.remove(row: 3)
        return index
    }

    /// The rows that pass one condition of each kind.
    private static func oddRows() -> RowBitmap {
        var rows = RowBitmap(words: Array(repeating: .max, count: 11))
        rows.keep((0..<700).map { UInt32($0 % 2) }, equalTo: 1)
        rows.keep((0..<700).map { UInt16($0 % 3) }, equalTo: 1)
        rows.keep((0..<700).map { UInt8($0 % 5) }, equalTo: 1)
        rows.keep((0..<700).map { Int64($0) }, from: 50, to: 600)
        rows.keep((0..<700).map { Int8($0 % 100) }, from: 1, to: 90)
        return rows
    }

    private static func compare(
        _ hits: [Neighbour], _ query: FilteredQuery, _ vectors: [[Float]]
    ) throws {
        var expected: [Double] = []
        for row in 0..<700 where row != 3 {
            let isOdd = row % 30 == 1 && (50...600).contains(row) && (1...90).contains(row % 100)
            if query.filter == nil || isOdd { expected.append(cosine(vectors[row], query.vector)) }
        }
        expected.sort(by: >)
        let wanted = expected.prefix(query.k)
        try expect(hits.count == wanted.count, "\(hits.count) hits, not \(wanted.count)")
        for (hit, similarity) in zip(hits, wanted) {
            try expect(
                abs(Double(hit.similarity) - similarity) < 1e-5,
                "\(query.vector.count) dimensions: \(hit.similarity), not \(similarity)")
        }
    }

    private static func vector(_ row: Int, _ dimensions: Int) -> [Float] {
        (0..<dimensions).map { place -> Float in
            let mixed: Int = row * 31 + place * 17 + row * place
            return Float(mixed % 101) - 49.5
        }
    }

    private static func checkPairs() throws {
        for count in [0, 1, 15, 64, 257] {
            let a = (0..<count).map { Int8(truncatingIfNeeded: $0 * 37) }
            let b = (0..<count).map { Int8(truncatingIfNeeded: $0 * 59 + 11) }
            let product = zip(a, b).reduce(0) { $0 + Int32($1.0) * Int32($1.1) }
            try expect(try dotProduct(a.span, b.span) == product, "int8, \(count)")
            let (x, y) = (a.map { Float16($0) / 64 }, b.map { Float16($0) / 64 })
            let halves = zip(x, y).reduce(0) { $0 + Float($1.0) * Float($1.1) }
            try expect(abs(try dotProduct(x.span, y.span) - halves) < 1e-2, "f16, \(count)")
            let (s, t) = (a.map { UInt8(bitPattern: $0) }, b.map { UInt8(bitPattern: $0) })
            let bits = zip(s, t).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
            try expect(try hammingDistance(s.span, t.span) == bits, "Hamming, \(count)")
        }
    }

    private static func cosine(_ a: [Float], _ b: [Float]) -> Double {
        func product(_ a: [Float], _ b: [Float]) -> Double {
            zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
    }

    private static func expect(_ holds: Bool, _ what: String) throws {
        if !holds { throw Disagreement(what: what) }
    }

    private struct Disagreement: Error {
        let what: String
    }
}
