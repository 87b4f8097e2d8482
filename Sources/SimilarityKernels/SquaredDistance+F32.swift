/// The squared Euclidean distance of two vectors of `count` floats.
public func squaredDistanceF32(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
) -> Float {
    let width = Lanes.scalarCount
    var s0 = Lanes()
    var s1 = Lanes()
    var i = 0
    while i &+ 2 &* width <= count {
        let d0 = unsafe Lanes(a + i) - Lanes(b + i)
        let d1 = unsafe Lanes(a + i + width) - Lanes(b + i + width)
        s0 = multiplyAdd(s0, d0, d0)
        s1 = multiplyAdd(s1, d1, d1)
        i &+= 2 &* width
    }
    var sum = total(s0 + s1)
    while i < count {
        let difference = unsafe a[i] - b[i]
        sum += difference * difference
        i &+= 1
    }
    return sum
}
