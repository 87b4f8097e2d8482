/// The inner product of two vectors of `count` halves, added up in floats.
public func dotF16(
    _ a: UnsafePointer<UInt16>, _ b: UnsafePointer<UInt16>, _ count: Int
) -> Float {
    let width = Lanes.scalarCount
    var (s0, s1) = (Lanes(), Lanes())
    var i = 0
    while i &+ 2 &* width <= count {
        s0 = unsafe multiplyAdd(s0, halves(a + i), halves(b + i))
        s1 = unsafe multiplyAdd(s1, halves(a + i + width), halves(b + i + width))
        i &+= 2 &* width
    }
    var sum = total(s0 + s1)
    while i < count {
        unsafe sum += half(a[i]) * half(b[i])
        i &+= 1
    }
    return sum
}

/// The squared Euclidean distance of two vectors of `count` halves, added up in floats.
public func squaredDistanceF16(
    _ a: UnsafePointer<UInt16>, _ b: UnsafePointer<UInt16>, _ count: Int
) -> Float {
    let width = Lanes.scalarCount
    var sums = Lanes()
    var i = 0
    while i &+ width <= count {
        let difference = unsafe halves(a + i) - halves(b + i)
        sums = multiplyAdd(sums, difference, difference)
        i &+= width
    }
    var sum = total(sums)
    while i < count {
        let difference = unsafe half(a[i]) - half(b[i])
        sum += difference * difference
        i &+= 1
    }
    return sum
}
