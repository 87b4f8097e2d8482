#if KERNELS_V4
    /// Dimensions whose signs make one symbol of a sketch: what one lookup by VPERMB answers.
    public let sketchBits = 6
#elseif KERNELS_V3
    /// Dimensions whose signs make one symbol of a sketch: what one lookup by VPSHUFB answers.
    public let sketchBits = 4
#else
    /// Dimensions whose signs make one symbol of a sketch: a byte.
    public let sketchBits = 8
#endif

/// How many symbols are added up in bytes before the sums are widened.
let sketchRun = 66 / sketchBits

/// Writes what each symbol of a sketch adds to its agreement with a query: `1 << sketchBits` bytes
/// a symbol.
///
/// `query` holds `symbols * sketchBits` floats. A dimension's level is its length in steps, rounded;
/// an entry adds the levels of those dimensions whose signs agree. So Σ query · sign is about
/// 2 · step · (Σ entries − Σ levels / 2), and `parameters` become 2 · step and Σ levels / 2. The
/// step is so long that the greatest entries of a run of symbols add up to 255 at most, and those of
/// all to 65,535.
public func sketchTables(
    _ query: UnsafePointer<Float>, _ symbols: Int, _ tables: UnsafeMutableRawPointer,
    _ parameters: UnsafeMutablePointer<Float>
) {
    let run = sketchRun &* sketchBits
    let runs = (symbols &+ sketchRun &- 1) / sketchRun
    // Rounding up adds half a step a dimension.
    let most = Float(min(255, 65_535 / max(runs, 1))) - Float(run) / 2
    let scale = unsafe most / longestRun(query, symbols &* sketchBits, run)
    var table = unsafe tables
    var levels: Int32 = 0
    for symbol in 0..<symbols {
        let values = unsafe query + symbol &* sketchBits
        unsafe levels &+= writeTable(values, scale, table)
        unsafe table += 1 &<< sketchBits
    }
    unsafe parameters[0] = 2 / scale
    unsafe parameters[1] = Float(levels) / 2
}

/// The greatest sum of lengths of `run` floats, and no less than a tiny number.
@inline(__always)
private func longestRun(_ query: UnsafePointer<Float>, _ count: Int, _ run: Int) -> Float {
    var longest: Float = 1e-30
    var start = 0
    while start < count {
        let end = min(start &+ run, count)
        var lanes = SIMD8<Float>()
        while start &+ 8 <= end {
            let values = unsafe UnsafeRawPointer(query + start)
                .loadUnaligned(as: SIMD8<Float>.self)
            lanes += lengths(values)
            start &+= 8
        }
        var sum = horizontalSum(lanes)
        while start < end {
            unsafe sum += query[start].magnitude
            start &+= 1
        }
        if sum > longest { longest = sum }
    }
    return longest
}

/// The values without their signs.
@inline(__always)
func lengths(_ values: SIMD8<Float>) -> SIMD8<Float> {
    let bits = unsafe unsafeBitCast(values, to: SIMD8<UInt32>.self)
    return unsafe unsafeBitCast(bits & 0x7FFF_FFFF, to: SIMD8<Float>.self)
}

/// Writes one table and returns the sum of the levels; bytes wrap around, the entries don't.
@inline(__always)
private func writeTable(
    _ values: UnsafePointer<Float>, _ scale: Float, _ table: UnsafeMutableRawPointer
) -> Int32 {
    var levels: Int32 = 0
    // What a symbol of zeros agrees with: the negative dimensions.
    var negative: Int32 = 0
    var first = SIMD16<UInt8>()
    for bit in 0..<4 {
        let level = unsafe signedLevel(values[bit], scale)
        levels &+= abs(level)
        negative &+= min(level, 0)
        first &+= SIMD16(repeating: UInt8(truncatingIfNeeded: level)) & holders(bit)
    }
    for bit in 4..<sketchBits {
        let level = unsafe signedLevel(values[bit], scale)
        levels &+= abs(level)
        negative &+= min(level, 0)
    }
    first &-= SIMD16(repeating: UInt8(truncatingIfNeeded: negative))
    unsafe table.storeBytes(of: first, as: SIMD16<UInt8>.self)
    var filled = 16
    for bit in 4..<sketchBits {
        let level = unsafe signedLevel(values[bit], scale)
        let more = SIMD16(repeating: UInt8(truncatingIfNeeded: level))
        var place = 0
        while place < filled {
            let entries = unsafe table.loadUnaligned(
                fromByteOffset: place, as: SIMD16<UInt8>.self)
            unsafe table.storeBytes(
                of: entries &+ more, toByteOffset: filled &+ place, as: SIMD16<UInt8>.self)
            place &+= 16
        }
        filled &*= 2
    }
    return levels
}

/// The value in steps, rounded to the nearest integer.
@inline(__always)
private func signedLevel(_ value: Float, _ scale: Float) -> Int32 {
    // Adding 1.5 · 2²³ leaves the nearest integer in the low bits.
    Int32(bitPattern: (value * scale + 12_582_912).bitPattern) &- 0x4B40_0000
}

@inline(__always)
private func abs(_ level: Int32) -> Int32 { level < 0 ? 0 &- level : level }

/// All bits where one of the first sixteen symbols holds the bit.
@inline(__always)
private func holders(_ bit: Int) -> SIMD16<UInt8> {
    switch bit {
    case 0: SIMD16(0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255)
    case 1: SIMD16(0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255)
    case 2: SIMD16(0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 255, 255, 255, 255)
    default: SIMD16(0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255)
    }
}
