/// Queries of length 1, one after the other, each padded with zeros to the rows' stride.
@safe struct QueryBatch: ~Copyable {
    let count: Int
    private let stride: Int
    private let floats: FloatScratch

    init(count: Int, stride: Int) {
        self.count = count
        self.stride = stride
        floats = FloatScratch(count: count * stride)
    }

    /// The first float of a query.
    func query(_ slot: Int) -> UnsafeMutablePointer<Float> { unsafe floats.start + slot * stride }
}

extension VectorArena {
    /// Checks queries and scales each to length 1.
    func normalisedBatch(_ queries: [[Float]], k: Int) throws(SimilarityError) -> QueryBatch {
        guard k >= 0 else {
            throw SimilarityError(code: .invalidArgument, message: "k must be 0 or more, got \(k)")
        }
        let batch = QueryBatch(count: queries.count, stride: stride)
        for (slot, query) in queries.enumerated() {
            unsafe try normalise(
                query.span, dimensions: dimensions, into: batch.query(slot), kernels: kernels)
        }
        return batch
    }

    /// Checks queries that lie one after the other and scales each to length 1.
    func normalisedBatch(_ queries: Span<Float>, k: Int) throws(SimilarityError) -> QueryBatch {
        guard k >= 0 else {
            throw SimilarityError(code: .invalidArgument, message: "k must be 0 or more, got \(k)")
        }
        guard queries.count % dimensions == 0 else {
            throw SimilarityError(
                code: .wrongDimensions,
                message: "expected a multiple of \(dimensions) floats, got \(queries.count)")
        }
        let batch = QueryBatch(count: queries.count / dimensions, stride: stride)
        for slot in 0..<batch.count {
            let first = slot * dimensions
            unsafe try normalise(
                queries.extracting(first..<first + dimensions), dimensions: dimensions,
                into: batch.query(slot), kernels: kernels)
        }
        return batch
    }
}
