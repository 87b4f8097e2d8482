/// Functions of 16 values at a time, within a few units of the last place of a 32-bit float.
enum Exponential {
    typealias Lanes = SIMD16<Float>

    /// e^-y of each y from 0 on; above 60 it's e^-60.
    ///
    /// e^-60 is nothing beside 1, and its products don't become denormal, which would be slow.
    /// x = n·ln 2 + r; e^r by its Taylor series to r^6 for |r| ≤ ln 2 / 2; 2^n put into the exponent.
    @inline(__always)
    static func decay(_ y: Lanes) -> Lanes {
        // Floats from 0 on are ordered as their bits are, so the lower one is found by integers:
        // the comparison of lanes would be done lane by lane.
        let highest = bits(Lanes(repeating: 60))
        let excess = bits(y) &- highest
        let x = -floats(highest &+ (excess & (excess &>> SIMD16<Int32>(repeating: 31))))
        // Adding and taking away 1.5·2^23 rounds to an integer, which then stands in the low bits.
        let shift = Lanes(repeating: 12_582_912)
        let shifted = x * 1.442_695_04 + shift
        let n = shifted - shift
        let r = (x - n * 0.693_359_375) + n * 2.121_944_4e-4
        var sum = r * (1.0 / 720) + (1.0 / 120)
        sum = sum * r + (1.0 / 24)
        sum = sum * r + (1.0 / 6)
        sum = sum * r + 0.5
        sum = sum * r + 1
        sum = sum * r + 1
        let exponent = bits(shifted) &- bits(shift)
        return floats(bits(sum) &+ exponent &<< SIMD16<Int32>(repeating: 23))
    }

    /// GELU: x/2 · (1 + erf(x/√2)).
    ///
    /// erf by formula 7.1.26 of Abramowitz and Stegun, Handbook of Mathematical Functions; the
    /// absolute error is below 1.5e-7.
    @inline(__always)
    static func gelu(_ x: Lanes) -> Lanes {
        let z = x * 0.707_106_78
        let magnitude = floats(bits(z) & SIMD16<Int32>(repeating: 0x7FFF_FFFF))
        let t = Lanes(repeating: 1) / (magnitude * 0.327_591_1 + 1)
        var sum = t * 1.061_405_429 - 1.453_152_027
        sum = sum * t + 1.421_413_741
        sum = sum * t - 0.284_496_736
        sum = sum * t + 0.254_829_592
        let erf = Lanes(repeating: 1) - sum * t * decay(magnitude * magnitude)
        let sign = bits(z) & SIMD16<Int32>(repeating: Int32.min)
        return (floats(bits(erf) | sign) + 1) * x * 0.5
    }

    @inline(__always)
    private static func bits(_ values: Lanes) -> SIMD16<Int32> {
        unsafe unsafeBitCast(values, to: SIMD16<Int32>.self)
    }

    @inline(__always)
    private static func floats(_ bits: SIMD16<Int32>) -> Lanes {
        unsafe unsafeBitCast(bits, to: Lanes.self)
    }
}
