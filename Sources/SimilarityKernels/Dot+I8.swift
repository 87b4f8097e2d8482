/// The inner product of two vectors of `count` signed bytes, exact up to 131,072 dimensions.
public func dotI8(_ a: UnsafePointer<Int8>, _ b: UnsafePointer<Int8>, _ count: Int) -> Int32 {
    var (s0, s1) = (IntegerSums(), IntegerSums())
    let width = byteLanes
    var i = 0
    while i &+ 2 &* width <= count {
        unsafe addProducts(&s0, a + i, b + i)
        unsafe addProducts(&s1, a + i + width, b + i + width)
        i &+= 2 &* width
    }
    if i &+ width <= count {
        unsafe addProducts(&s0, a + i, b + i)
        i &+= width
    }
    var sum = horizontalSum(s0 &+ s1)
    while i < count {
        sum &+= unsafe Int32(a[i]) &* Int32(b[i])
        i &+= 1
    }
    return sum
}

/// The squared Euclidean distance of two vectors of `count` signed bytes, exact up to 32,768.
public func squaredDistanceI8(
    _ a: UnsafePointer<Int8>, _ b: UnsafePointer<Int8>, _ count: Int
) -> Int32 {
    var sums = IntegerSums()
    let width = byteLanes
    var i = 0
    while i &+ width <= count {
        unsafe addSquares(&sums, a + i, b + i)
        i &+= width
    }
    var sum = horizontalSum(sums)
    while i < count {
        let difference = unsafe Int32(a[i]) &- Int32(b[i])
        sum &+= difference &* difference
        i &+= 1
    }
    return sum
}
