/// The cosine of the angle between two vectors of the same length, −1…1.
///
/// Throws ``SimilarityError/Code/wrongDimensions``, `notFinite`, or `zeroVector`.
public func cosineSimilarity(
    _ a: Span<Float>, _ b: Span<Float>
) throws(SimilarityError) -> Float {
    let products = (try dotProduct(a, a), try dotProduct(a, b), try dotProduct(b, b))
    let normal: ClosedRange<Float> = 1e-20...1e20
    if normal.contains(products.0), normal.contains(products.2) {
        return cosine(products.1, products.0, products.2)
    }
    // The sums of squares overflow or vanish, or are not numbers: find out which.
    let (x, y) = (try normalised(a), try normalised(b))
    return max(-1, min(1, try dotProduct(x.span, y.span)))
}

/// The cosine of the angle between two vectors of halves; see the one of floats.
public func cosineSimilarity(
    _ a: Span<Float16>, _ b: Span<Float16>
) throws(SimilarityError) -> Float {
    let products = (try dotProduct(a, a), try dotProduct(a, b), try dotProduct(b, b))
    guard products.0.isFinite, products.2.isFinite else {
        throw SimilarityError(
            code: .notFinite, message: "a vector holds NaN or an infinity; check its origin")
    }
    guard products.0 > 0, products.2 > 0 else { throw .zeroVector }
    return cosine(products.1, products.0, products.2)
}

/// The cosine of the angle between two vectors of up to 131,071 signed bytes, −1…1.
///
/// Throws ``SimilarityError/Code/wrongDimensions`` or `zeroVector`.
public func cosineSimilarity(
    _ a: Span<Int8>, _ b: Span<Int8>
) throws(SimilarityError) -> Float {
    let products = (try dotProduct(a, a), try dotProduct(a, b), try dotProduct(b, b))
    guard products.0 > 0, products.2 > 0 else { throw .zeroVector }
    return cosine(Float(products.1), Float(products.0), Float(products.2))
}

private func cosine(_ product: Float, _ a: Float, _ b: Float) -> Float {
    max(-1, min(1, product / (a.squareRoot() * b.squareRoot())))
}
