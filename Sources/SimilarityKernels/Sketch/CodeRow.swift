/// Writes the 4-bit codes of a vector in one piece, and returns their scale.
///
/// `vector` holds 128 floats for each 64 bytes: byte i of piece p holds the codes of dimension
/// 128p + i in its low and of 128p + 64 + i in its high bits. Codes and scale are as those of
/// ``quantiseRow(_:_:_:_:_:)``; the scale of a vector of zeros is 0.
public func writeCodeRow(
    _ vector: UnsafePointer<Float>, _ pieces: Int, _ step: Float, _ row: UnsafeMutableRawPointer
) -> Float {
    let inverse = step > 0 ? 1 / step : 0
    var products = SIMD8<Float>()
    var squares = SIMD8<Float>()
    for eight in 0..<8 &* pieces {
        let (piece, place) = (eight &>> 3, 8 &* (eight & 7))
        let source = unsafe UnsafeRawPointer(vector + (128 &* piece &+ place))
        let low = unsafe source.loadUnaligned(as: SIMD8<Float>.self)
        let high = unsafe source.loadUnaligned(fromByteOffset: 256, as: SIMD8<Float>.self)
        let (first, second) = (codes(low, inverse), codes(high, inverse))
        squares += low * low + high * high
        products += low * (floats(first) - 7.5) + high * (floats(second) - 7.5)
        let bytes = first | second &<< 4
        let target = unsafe row + (64 &* piece &+ place)
        for lane in 0..<8 {
            unsafe target.storeBytes(
                of: UInt8(truncatingIfNeeded: bytes[lane]), toByteOffset: lane, as: UInt8.self)
        }
    }
    let product = horizontalSum(products)
    return product > 0 ? horizontalSum(squares) / product : 0
}

/// The codes 0…15 of coordinates.
@inline(__always)
private func codes(_ values: SIMD8<Float>, _ inverse: Float) -> SIMD8<Int32> {
    15 &- positive(15 &- positive(truncated(values * inverse + 8)))
}

/// Scores rows of 4-bit codes, as ``writeCodeRow(_:_:_:_:)`` writes them, against one query.
///
/// `query` holds 128 integers a piece. The score of a row is
/// `offset + scale * (Σ code * query - bias) * step`, with step and bias in `parameters`, and scale
/// and offset of the rows in `factors`. `rows` are counted from `firstRow`, the row at `base`.
public func scoreCodeRows(
    _ base: UnsafeRawPointer, _ factors: UnsafePointer<Float>, _ pieces: Int, _ firstRow: Int,
    _ rows: UnsafePointer<UInt32>, _ count: Int, _ query: UnsafePointer<Int8>,
    _ parameters: UnsafePointer<Float>, _ scores: UnsafeMutablePointer<Float>
) {
    let bytes = 64 &* pieces
    let (step, bias) = unsafe (parameters[0], parameters[1])
    let ahead = 24
    for index in 0..<min(ahead, count) {
        unsafe prefetch(base + bytes &* (Int(rows[index]) &- firstRow), bytes)
    }
    for index in 0..<count {
        if index &+ ahead < count {
            let next = unsafe Int(rows[index &+ ahead]) &- firstRow
            unsafe prefetch(base + bytes &* next, bytes)
        }
        let row = unsafe Int(rows[index]) &- firstRow
        let sum = unsafe codeRowSum(base + bytes &* row, pieces, query)
        let (scale, offset) = unsafe (factors[2 &* row], factors[2 &* row &+ 1])
        unsafe scores[index] = offset + scale * ((Float(sum) - bias) * step)
    }
}
