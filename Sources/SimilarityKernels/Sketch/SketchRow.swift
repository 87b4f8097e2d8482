/// Writes the sketch of a row, the signs of its coordinates, to its block, with scale and offset.
///
/// `vector` holds `symbols * sketchBits` floats. The scale makes the estimated inner product of
/// the vector with itself right, as in RaBitQ (Gao and Long, SIGMOD 2024); 0 for a vector of zeros.
public func sketchRow(
    _ vector: UnsafePointer<Float>, _ symbols: Int, _ offset: Float,
    _ block: UnsafeMutableRawPointer, _ row: Int
) {
    let place = 4 &* (row & 15) &+ row &>> 4
    var (squares, lengths) = (Float(0), Float(0))
    for symbol in 0..<symbols {
        var bits: UInt8 = 0
        for bit in 0..<sketchBits {
            let value = unsafe vector[symbol &* sketchBits &+ bit]
            squares += value * value
            lengths += value.magnitude
            bits |= value > 0 ? 1 &<< UInt8(bit) : 0
        }
        unsafe block.storeBytes(of: bits, toByteOffset: 64 &* symbol &+ place, as: UInt8.self)
    }
    let scale = lengths > 0 ? squares / lengths : 0
    let factors = unsafe block + (64 &* symbols &+ 4 &* row)
    unsafe factors.storeBytes(of: scale, as: Float.self)
    unsafe factors.storeBytes(of: offset, toByteOffset: 256, as: Float.self)
}
