/// Scores blocks of 64 sketches against four queries.
///
/// A block is 64 bytes a symbol, then 64 scales and 64 offsets, of the rows in order. Byte
/// 4 · (r % 16) + r / 16 of the 64 is the symbol of row r. The tables of a query, as
/// ``sketchTables(_:_:_:_:)`` writes them, follow those of the one before, as its two parameters do;
/// the scores of each query lie `scoreStride` floats apart. A score is about the inner product of
/// query and row, as `offset + scale * Σ query · sign` estimates it.
public func scanSketches4(
    _ base: UnsafeRawPointer, _ blocks: Int, _ symbols: Int, _ tables: UnsafeRawPointer,
    _ parameters: UnsafePointer<Float>, _ scores: UnsafeMutablePointer<Float>, _ scoreStride: Int
) {
    var block = unsafe base
    var target = UnsafeMutableRawPointer(scores)
    let bytes = 64 &* symbols &+ 512
    let step = 4 &* scoreStride
    for _ in 0..<blocks {
        unsafe prefetch(block + bytes, bytes)
        var part = 0
        while part < 64 {
            // A register of symbols holds four rows in each lane.
            let factors = unsafe block + (64 &* symbols &+ part)
            let sums = unsafe sketchSums4(block + part, symbols, tables)
            let place = unsafe target + part
            unsafe store(sums.0, factors, parameters, place)
            unsafe store(sums.1, factors, parameters + 2, place + step)
            unsafe store(sums.2, factors, parameters + 4, place + 2 &* step)
            unsafe store(sums.3, factors, parameters + 6, place + 3 &* step)
            part &+= 4 &* Lanes.scalarCount
        }
        unsafe block += bytes
        unsafe target += 256
    }
}

@inline(__always)
private func store(
    _ sums: SketchSums, _ factors: UnsafeRawPointer, _ parameters: UnsafePointer<Float>,
    _ target: UnsafeMutableRawPointer
) {
    let step = unsafe Lanes(repeating: parameters[0])
    let bias = unsafe Lanes(repeating: parameters[1])
    for quarter in 0..<4 {
        let place = 64 &* quarter
        let scales = unsafe factors.loadUnaligned(fromByteOffset: place, as: Lanes.self)
        let offsets = unsafe factors.loadUnaligned(fromByteOffset: 256 &+ place, as: Lanes.self)
        let scores = offsets + scales * ((floats(sums.quarter(quarter)) - bias) * step)
        unsafe target.storeBytes(of: scores, toByteOffset: place, as: Lanes.self)
    }
}
