#if KERNELS_V4
    typealias LaneBits = SIMD16<Int32>
#elseif KERNELS_V3
    typealias LaneBits = SIMD8<Int32>
#else
    typealias LaneBits = SIMD4<Int32>
#endif

@inline(__always)
func bits(_ values: Lanes) -> LaneBits { unsafe unsafeBitCast(values, to: LaneBits.self) }

@inline(__always)
func lanes(_ bits: LaneBits) -> Lanes { unsafe unsafeBitCast(bits, to: Lanes.self) }

@inline(__always)
private func all(_ value: Float) -> Lanes { Lanes(repeating: value) }

/// e^-y of each y from 0 on, within a few units of the last place; above 60 it's e^-60.
///
/// e^-60 is nothing beside 1, and its products don't become denormal, which would be slow.
/// x = n·ln 2 + r; e^r by its Taylor series to r^6 for |r| ≤ ln 2 / 2; 2^n put into the exponent.
@inline(__always)
func decay(_ y: Lanes) -> Lanes {
    // Floats from 0 on are ordered as their bits are, so the lower one is found by integers.
    let highest = bits(all(60))
    let excess = bits(y) &- highest
    let x = -lanes(highest &+ (excess & (excess &>> LaneBits(repeating: 31))))
    // Adding and taking away 1.5·2^23 rounds to an integer, which then stands in the low bits.
    let shift = all(12_582_912)
    let shifted = multiplyAdd(shift, x, all(1.442_695_04))
    let n = shifted - shift
    let r = multiplyAdd(multiplyAdd(x, n, all(-0.693_359_375)), n, all(2.121_944_4e-4))
    var sum = multiplyAdd(all(1.0 / 120), r, all(1.0 / 720))
    sum = multiplyAdd(all(1.0 / 24), sum, r)
    sum = multiplyAdd(all(1.0 / 6), sum, r)
    sum = multiplyAdd(all(0.5), sum, r)
    sum = multiplyAdd(all(1), sum, r)
    sum = multiplyAdd(all(1), sum, r)
    let exponent = bits(shifted) &- bits(shift)
    return lanes(bits(sum) &+ exponent &<< LaneBits(repeating: 23))
}

/// Replaces values by their GELU, x/2 · (1 + erf(x/√2)); `count` is a multiple of 16.
///
/// erf by formula 7.1.26 of Abramowitz and Stegun, Handbook of Mathematical Functions; the
/// absolute error is below 1.5e-7.
public func gelu(_ values: UnsafeMutablePointer<Float>, _ count: Int) {
    var column = 0
    while column < count {
        let x = unsafe Lanes(values + column)
        let z = x * 0.707_106_78
        let magnitude = lanes(bits(z) & LaneBits(repeating: 0x7FFF_FFFF))
        let t = all(1) / multiplyAdd(all(1), magnitude, all(0.327_591_1))
        var sum = multiplyAdd(all(-1.453_152_027), t, all(1.061_405_429))
        sum = multiplyAdd(all(1.421_413_741), sum, t)
        sum = multiplyAdd(all(-0.284_496_736), sum, t)
        sum = multiplyAdd(all(0.254_829_592), sum, t)
        let erf = all(1) - sum * t * decay(magnitude * magnitude)
        let signed = lanes(bits(erf) | (bits(z) & LaneBits(repeating: Int32.min)))
        let half = x * 0.5
        let result = multiplyAdd(half, half, signed)
        unsafe UnsafeMutableRawPointer(values + column).storeBytes(of: result, as: Lanes.self)
        column &+= Lanes.scalarCount
    }
}
