/// The inner product of two vectors of `count` floats.
public func dotF32(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
) -> Float {
    let width = Lanes.scalarCount
    var s0 = Lanes()
    var s1 = Lanes()
    var s2 = Lanes()
    var s3 = Lanes()
    var i = 0
    while i &+ 4 &* width <= count {
        let (p, q) = unsafe (a + i, b + i)
        s0 = unsafe multiplyAdd(s0, Lanes(p), Lanes(q))
        s1 = unsafe multiplyAdd(s1, Lanes(p + width), Lanes(q + width))
        s2 = unsafe multiplyAdd(s2, Lanes(p + 2 &* width), Lanes(q + 2 &* width))
        s3 = unsafe multiplyAdd(s3, Lanes(p + 3 &* width), Lanes(q + 3 &* width))
        i &+= 4 &* width
    }
    while i &+ width <= count {
        s0 = unsafe multiplyAdd(s0, Lanes(a + i), Lanes(b + i))
        i &+= width
    }
    var sum = total((s0 + s1) + (s2 + s3))
    while i < count {
        unsafe sum += a[i] * b[i]
        i &+= 1
    }
    return sum
}

/// The inner products of one query with `rows` vectors that lie `stride` floats apart.
public func dotRowsF32(
    _ query: UnsafePointer<Float>, _ base: UnsafePointer<Float>, _ stride: Int, _ count: Int,
    _ rows: Int, _ scores: UnsafeMutablePointer<Float>
) {
    var row = 0
    var address = unsafe base
    while row < rows {
        unsafe prefetch(UnsafeRawPointer(address + 8 &* stride), 4 &* count)
        unsafe scores[row] = unsafe dotF32(query, address, count)
        unsafe address += stride
        row &+= 1
    }
}

/// The inner products of one query with rows `stride` floats apart, which lie anywhere.
///
/// `rows` are counted from `firstRow`, the row at `base`.
public func scoreRowsF32(
    _ query: UnsafePointer<Float>, _ base: UnsafePointer<Float>, _ stride: Int, _ firstRow: Int,
    _ rows: UnsafePointer<UInt32>, _ count: Int, _ scores: UnsafeMutablePointer<Float>
) {
    // Each row is asked for while others are compared.
    let ahead = 8
    for index in 0..<min(ahead, count) {
        unsafe prefetch(base + stride &* (Int(rows[index]) &- firstRow), 4 &* stride)
    }
    for index in 0..<count {
        if index &+ ahead < count {
            let next = unsafe Int(rows[index &+ ahead]) &- firstRow
            unsafe prefetch(base + stride &* next, 4 &* stride)
        }
        let row = unsafe Int(rows[index]) &- firstRow
        unsafe scores[index] = unsafe dotF32(query, base + stride &* row, stride)
    }
}
