// `wrappedSum()` is not reliably inlined and then leaves a weak symbol; sums by halves always are.

/// Adds all lanes, wrapping around.
@inline(__always)
func horizontalSum(_ lanes: SIMD4<Int32>) -> Int32 {
    let two = lanes.lowHalf &+ lanes.highHalf
    return two.x &+ two.y
}

/// Adds all lanes, wrapping around.
@inline(__always)
func horizontalSum(_ lanes: SIMD8<Int32>) -> Int32 {
    horizontalSum(lanes.lowHalf &+ lanes.highHalf)
}

/// Adds all lanes, wrapping around.
@inline(__always)
func horizontalSum(_ lanes: SIMD16<Int32>) -> Int32 {
    horizontalSum(lanes.lowHalf &+ lanes.highHalf)
}

/// Adds all lanes, wrapping around.
@inline(__always)
func horizontalSum(_ lanes: SIMD4<UInt64>) -> UInt64 {
    let two = lanes.lowHalf &+ lanes.highHalf
    return two.x &+ two.y
}

/// Adds all lanes of floats by halves.
@inline(__always)
func horizontalSum(_ lanes: SIMD8<Float>) -> Float {
    let four = lanes.lowHalf + lanes.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
}
