/// Writes the vector, scaled to length 1, to `target`.
///
/// Throws ``SimilarityError/Code/wrongDimensions``, `notFinite` or `zeroVector`, and then writes
/// nothing.
func normalise(
    _ vector: Span<Float>, dimensions: Int, into target: UnsafeMutablePointer<Float>,
    kernels: Kernels
) throws(SimilarityError) {
    guard vector.count == dimensions else {
        throw .dimensions(expected: dimensions, got: vector.count)
    }
    let squares = unsafe vector.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return Float(0) }
        return unsafe kernels.dotF32(start, start, buffer.count)
    }
    // Outside this range the sum has lost precision, overflowed, or met NaN or an infinity.
    let scale = (1e-20...1e20).contains(squares) ? 1 / squares.squareRoot() : nil
    if let scale {
        for index in vector.indices { unsafe target[index] = vector[index] * scale }
    } else {
        unsafe try normaliseExtreme(vector, into: target)
    }
}

/// As ``normalise(_:dimensions:into:kernels:)`` in `Double`, whose range no float leaves.
private func normaliseExtreme(
    _ vector: Span<Float>, into target: UnsafeMutablePointer<Float>
) throws(SimilarityError) {
    var squares = 0.0
    for index in vector.indices {
        guard vector[index].isFinite else {
            throw SimilarityError(
                code: .notFinite,
                message: "the vector holds NaN or an infinity at position \(index)")
        }
        squares += Double(vector[index]) * Double(vector[index])
    }
    guard squares > 0 else { throw .zeroVector }
    let scale = 1 / squares.squareRoot()
    for index in vector.indices { unsafe target[index] = Float(Double(vector[index]) * scale) }
}

/// Looks whether a vector has the given length and a direction.
///
/// Throws ``SimilarityError/Code/wrongDimensions``, `notFinite` or `zeroVector`.
public func checkDirection(
    _ vector: Span<Float>, dimensions: Int
) throws(SimilarityError) {
    guard vector.count == dimensions else {
        throw .dimensions(expected: dimensions, got: vector.count)
    }
    let squares = unsafe vector.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return Float(0) }
        return unsafe Kernels.active.dotF32(start, start, buffer.count)
    }
    if !(1e-20...1e20).contains(squares) { _ = try normalised(vector) }
}

/// The vector scaled to length 1.
///
/// Throws ``SimilarityError/Code/notFinite`` or `zeroVector`; an empty vector has length zero.
public func normalised(_ vector: Span<Float>) throws(SimilarityError) -> [Float] {
    let scratch = FloatScratch(count: vector.count)
    unsafe try normalise(
        vector, dimensions: vector.count, into: scratch.start, kernels: .active)
    return unsafe Array(UnsafeBufferPointer(start: scratch.start, count: scratch.count))
}
