/// The vectors of labelled texts, and the centroid of each class.
struct ClassSpace: Sendable {
    /// Where a text stands among the classes.
    struct Place: Sendable {
        var centroidLabel: String
        var centroidSimilarity: Float
        var neighbourLabel: String
        var neighbourSimilarity: Float
    }

    /// The names of the classes.
    let labels: [String]

    private let centroids: [[Float]]
    private let vectors: [[Float]]
    private let classes: [Int]

    /// Takes texts and their vectors; texts without one are left out.
    ///
    /// - Throws: `EvaluationError` with code `tooFewTexts`.
    init(_ texts: [VectoredText]) throws(EvaluationError) {
        let labels = Set(texts.map(\.label)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(labels, 0...))
        var kept: [[Float]] = []
        var classes: [Int] = []
        for text in texts {
            guard let vector = text.vector, let number = numbers[text.label] else { continue }
            kept.append(vector)
            classes.append(number)
        }
        guard let dimensions = kept.first?.count, Set(classes).count == labels.count else {
            throw EvaluationError(
                .tooFewTexts, "every class needs a training text that the model can embed")
        }
        var sums = [[Float]](
            repeating: [Float](repeating: 0, count: dimensions), count: labels.count)
        for (vector, number) in zip(kept, classes) {
            for column in 0..<dimensions { sums[number][column] += vector[column] }
        }
        self.labels = labels
        self.vectors = kept
        self.classes = classes
        centroids = sums.map { sum in
            let length = max(Self.dot(sum, sum).squareRoot(), .leastNormalMagnitude)
            return sum.map { $0 / length }
        }
    }

    /// Finds the nearest centroid and lets the nearest texts vote.
    func place(_ vector: [Float]) -> Place {
        let toCentroids = centroids.map { Self.dot($0, vector) }
        let best = toCentroids.indices.max { toCentroids[$0] < toCentroids[$1] } ?? 0
        let nearest = nearest(to: vector)
        var votes: [Int: Float] = [:]
        for neighbour in nearest {
            votes[classes[neighbour.index], default: 0] += max(neighbour.similarity, 0)
        }
        let winner = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? best
        return Place(
            centroidLabel: labels[best], centroidSimilarity: toCentroids[best],
            neighbourLabel: labels[winner], neighbourSimilarity: nearest.first?.similarity ?? -1)
    }

    private func nearest(to vector: [Float]) -> [(index: Int, similarity: Float)] {
        var found: [(index: Int, similarity: Float)] = []
        for index in vectors.indices {
            let similarity = Self.dot(vectors[index], vector)
            if found.count == RoutingEvaluation.neighbours {
                guard let last = found.last, similarity > last.similarity else { continue }
                found.removeLast()
            }
            let place = found.firstIndex { $0.similarity < similarity } ?? found.endIndex
            found.insert((index, similarity), at: place)
        }
        return found
    }

    /// The dot product of vectors of the same length.
    static func dot(_ one: [Float], _ other: [Float]) -> Float {
        let count = min(one.count, other.count)
        var sum = SIMD16<Float>.zero
        var column = 0
        unsafe one.withUnsafeBytes { one in
            unsafe other.withUnsafeBytes { other in
                while column + 16 <= count {
                    let left = unsafe one.loadUnaligned(
                        fromByteOffset: 4 * column, as: SIMD16<Float>.self)
                    let right = unsafe other.loadUnaligned(
                        fromByteOffset: 4 * column, as: SIMD16<Float>.self)
                    sum += left * right
                    column += 16
                }
            }
        }
        var rest: Float = 0
        while column < count {
            rest += one[column] * other[column]
            column += 1
        }
        return sum.sum() + rest
    }
}
