/// Sums up rows of 8-bit integers, each times its scale; returns the squared length of the sum.
///
/// `rows` is row-major, `columns` wide, a multiple of the lanes of every tier; `scales` has a float
/// for each row; `picked` names `count` rows.
public func poolRows(
    _ rows: UnsafeRawPointer, _ scales: UnsafeRawPointer, _ columns: Int,
    _ picked: UnsafePointer<UInt32>, _ count: Int, _ output: UnsafeMutablePointer<Float>
) -> Float {
    let width = Lanes.scalarCount
    var squares = Lanes()
    var column = 0
    // Four registers of sums at a time stay where they are over all rows.
    while column &+ 4 &* width <= columns {
        var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
        for place in 0..<count {
            let number = unsafe Int(picked[place])
            let scale = unsafe scale(scales, number)
            let row = unsafe rows + (number &* columns &+ column)
            a = unsafe multiplyAdd(a, floats(ofBytes: row), scale)
            b = unsafe multiplyAdd(b, floats(ofBytes: row + width), scale)
            c = unsafe multiplyAdd(c, floats(ofBytes: row + 2 &* width), scale)
            d = unsafe multiplyAdd(d, floats(ofBytes: row + 3 &* width), scale)
        }
        let place = unsafe UnsafeMutableRawPointer(output + column)
        unsafe place.storeBytes(of: a, as: Lanes.self)
        unsafe place.storeBytes(of: b, toByteOffset: 4 &* width, as: Lanes.self)
        unsafe place.storeBytes(of: c, toByteOffset: 8 &* width, as: Lanes.self)
        unsafe place.storeBytes(of: d, toByteOffset: 12 &* width, as: Lanes.self)
        squares = multiplyAdd(multiplyAdd(squares, a, a), b, b)
        squares = multiplyAdd(multiplyAdd(squares, c, c), d, d)
        column &+= 4 &* width
    }
    while column < columns {
        var sum = Lanes()
        for place in 0..<count {
            let number = unsafe Int(picked[place])
            let row = unsafe rows + (number &* columns &+ column)
            sum = unsafe multiplyAdd(sum, floats(ofBytes: row), scale(scales, number))
        }
        unsafe UnsafeMutableRawPointer(output + column).storeBytes(of: sum, as: Lanes.self)
        squares = multiplyAdd(squares, sum, sum)
        column &+= width
    }
    return total(squares)
}

/// The scale of a row, for every lane.
@inline(__always)
private func scale(_ scales: UnsafeRawPointer, _ row: Int) -> Lanes {
    unsafe Lanes(repeating: scales.loadUnaligned(fromByteOffset: 4 &* row, as: Float.self))
}

/// Multiplies `count` floats, a multiple of the lanes of every tier, by a factor.
public func scaleRow(_ row: UnsafeMutablePointer<Float>, _ count: Int, _ factor: Float) {
    var column = 0
    while column < count {
        let value = unsafe Lanes(row + column) * factor
        unsafe UnsafeMutableRawPointer(row + column).storeBytes(of: value, as: Lanes.self)
        column &+= Lanes.scalarCount
    }
}
