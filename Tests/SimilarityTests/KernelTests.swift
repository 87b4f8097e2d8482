import Similarity
import Testing

/// The pair functions run on the tier that `LEADLINE_ISA` names; CI runs this suite once for each.
@Suite("Kernels")
struct KernelTests {
    static let lengths = [0, 1, 2, 7, 8, 15, 16, 31, 33, 64, 100, 127, 255, 256, 257, 511, 1000]

    @Test("agree with a Double reference for floats", arguments: lengths)
    func floats(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count) + 1)
        let (a, b) = (random.vector(count), random.vector(count))
        let scale = (Reference.dot(a, a) * Reference.dot(b, b)).squareRoot() + 1
        let dot = Double(try dotProduct(a.span, b.span))
        #expect(abs(dot - Reference.dot(a, b)) < 1e-6 * scale)
        let distance = Double(try squaredDistance(a.span, b.span))
        #expect(abs(distance - Reference.squaredDistance(a, b)) < 1e-5 * scale)
        guard count > 0 else { return }
        let cosine = Double(try cosineSimilarity(a.span, b.span))
        #expect(abs(cosine - Reference.cosine(a, b)) < 1e-5)
    }

    @Test("agree with a Double reference for halves", arguments: lengths)
    func halves(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count) + 2)
        let (a, b) = (
            random.vector(count).map(Float16.init), random.vector(count).map(Float16.init)
        )
        let (x, y) = (a.map(Float.init), b.map(Float.init))
        let scale = (Reference.dot(x, x) * Reference.dot(y, y)).squareRoot() + 1
        #expect(abs(Double(try dotProduct(a.span, b.span)) - Reference.dot(x, y)) < 1e-6 * scale)
        let distance = Double(try squaredDistance(a.span, b.span))
        #expect(abs(distance - Reference.squaredDistance(x, y)) < 1e-5 * scale)
        guard count > 0 else { return }
        let cosine = Double(try cosineSimilarity(a.span, b.span))
        #expect(abs(cosine - Reference.cosine(x, y)) < 1e-5)
    }

    @Test("widen every half exactly, subnormals, infinities and NaN included")
    func everyHalf() throws {
        for length in [1, 17] {
            var vector = [Float16](repeating: 0, count: length)
            var one = vector
            one[0] = 1
            let wrong = try (UInt16.min...UInt16.max).filter { bits in
                vector[0] = Float16(bitPattern: bits)
                let product = try dotProduct(vector.span, one.span)
                return product != Float(vector[0]) && !(product.isNaN && vector[0].isNaN)
            }
            #expect(wrong.isEmpty)
        }
    }

    @Test("are exact for signed bytes, extremes included", arguments: lengths)
    func bytes(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count) + 3)
        for extreme in [false, true] {
            let a = (0..<count).map { _ in
                extreme ? Int8.min : Int8.random(in: -128...127, using: &random)
            }
            let b = (0..<count).map { _ in
                extreme
                    ? [Int8.min, .max].randomElement(using: &random) ?? 0
                    : Int8.random(in: -128...127, using: &random)
            }
            #expect(try dotProduct(a.span, b.span) == Reference.dot(a, b))
            #expect(try squaredDistance(a.span, b.span) == Reference.squaredDistance(a, b))
        }
    }

    @Test("count differing bits", arguments: lengths)
    func bits(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count) + 4)
        let a = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let b = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(try hammingDistance(a.span, b.span) == Reference.hamming(a, b))
    }

    @Test("score rows as they score pairs", arguments: [1, 63, 64, 65, 128, 200, 256, 321])
    func rows(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count) + 5)
        let query = (0..<count).map { _ in Int8.random(in: -128...127, using: &random) }
        let rows = (0..<5 * count).map { _ in Int8.random(in: -128...127, using: &random) }
        var products = [Int32](repeating: 0, count: 5)
        var target = products.mutableSpan
        try dotProducts(of: query.span, rows: rows.span, into: &target)
        let (queryBits, rowBits) = (
            query.map(UInt8.init(bitPattern:)), rows.map(UInt8.init(bitPattern:))
        )
        var distances = [Int32](repeating: 0, count: 5)
        var bitTarget = distances.mutableSpan
        try hammingDistances(of: queryBits.span, rows: rowBits.span, into: &bitTarget)
        for row in 0..<5 {
            let range = row * count..<(row + 1) * count
            #expect(products[row] == Reference.dot(query, Array(rows[range])))
            #expect(Int(distances[row]) == Reference.hamming(queryBits, Array(rowBits[range])))
        }
    }

    @Test("read unaligned vectors", arguments: 1...15)
    func unaligned(offset: Int) throws {
        var random = SeededRandom(seed: UInt64(offset))
        let (a, b) = (random.vector(280), random.vector(280))
        let (x, y) = (a.span.extracting(offset..<offset + 257), b.span.extracting(1..<258))
        let expected = Reference.dot(Array(a[offset..<offset + 257]), Array(b[1..<258]))
        #expect(abs(Double(try dotProduct(x, y)) - expected) < 1e-3)
    }

    @Test("let NaN and infinities through", arguments: [0, 5, 31, 64])
    func notNumbers(position: Int) throws {
        var a = [Float](repeating: 1, count: 65)
        let b = a
        a[position] = .nan
        #expect(try dotProduct(a.span, b.span).isNaN)
        #expect(try squaredDistance(a.span, b.span).isNaN)
        #expect(throws: SimilarityError.self) { try cosineSimilarity(a.span, b.span) }
        a[position] = .infinity
        #expect(try dotProduct(a.span, b.span) == .infinity)
        #expect(throws: SimilarityError.self) { try cosineSimilarity(b.span, a.span) }
    }

    @Test("refuse vectors of unlike length and say both lengths")
    func unlikeLengths() {
        let (a, b) = ([Float](repeating: 1, count: 256), [Float](repeating: 1, count: 384))
        let error = #expect(throws: SimilarityError.self) { try dotProduct(a.span, b.span) }
        #expect(error?.description == "wrong_dimensions: expected 256 dimensions, got 384")
    }
}
