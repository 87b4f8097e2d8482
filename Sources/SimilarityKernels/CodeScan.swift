/// Scores blocks of 16 rows of 4-bit codes against one query of 8-bit integers.
///
/// A block is `groups` × 64 bytes of codes and 16 floats, the scale of each row. In group g, bytes
/// 4r…4r+3 belong to row r: the low nibbles are dimensions 8g…8g+3, the high ones 8g+4…8g+7.
/// A score is `scale * (Σ code * query - bias)`.
public func scanCodes(
    _ base: UnsafeRawPointer, _ blocks: Int, _ groups: Int, _ query: UnsafePointer<Int32>,
    _ bias: Float, _ scores: UnsafeMutablePointer<Float>
) {
    var block = unsafe base
    var target = UnsafeMutableRawPointer(scores)
    let bytes = 64 &* groups &+ 64
    for _ in 0..<blocks {
        unsafe prefetch(block + 4 &* bytes, bytes)
        let sums = unsafe blockSums(block, groups, query)
        unsafe store(sums, scales: block + 64 &* groups, bias: bias, to: target)
        unsafe block += bytes
        unsafe target += 64
    }
}

/// Scores blocks as ``scanCodes(_:_:_:_:_:_:)`` does, against four queries at once.
///
/// The queries lie `2 * groups` words apart; the scores of each, `scoreStride` floats apart.
public func scanCodes4(
    _ base: UnsafeRawPointer, _ blocks: Int, _ groups: Int, _ queries: UnsafePointer<Int32>,
    _ biases: UnsafePointer<Float>, _ scores: UnsafeMutablePointer<Float>, _ scoreStride: Int
) {
    var block = unsafe base
    var target = UnsafeMutableRawPointer(scores)
    for _ in 0..<blocks {
        let scales = unsafe block + 64 &* groups
        let sums = unsafe blockSums4(block, groups, queries)
        let step = 4 &* scoreStride
        unsafe store(sums.0, scales: scales, bias: biases[0], to: target)
        unsafe store(sums.1, scales: scales, bias: biases[1], to: target + step)
        unsafe store(sums.2, scales: scales, bias: biases[2], to: target + 2 &* step)
        unsafe store(sums.3, scales: scales, bias: biases[3], to: target + 3 &* step)
        unsafe block += 64 &* groups &+ 64
        unsafe target += 64
    }
}

@inline(__always)
private func store(
    _ sums: SIMD16<Int32>, scales: UnsafeRawPointer, bias: Float, to target: UnsafeMutableRawPointer
) {
    let scales = unsafe scales.loadUnaligned(as: SIMD16<Float>.self)
    let scores = scales * (floats(sums) - SIMD16(repeating: bias))
    unsafe target.storeBytes(of: scores, as: SIMD16<Float>.self)
}
