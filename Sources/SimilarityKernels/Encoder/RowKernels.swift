/// Makes mean 0 and variance 1 of `count` values, a multiple of 16, then scales and shifts them.
public func normaliseRow(
    _ row: UnsafeMutablePointer<Float>, _ count: Int, _ scale: UnsafePointer<Float>,
    _ shift: UnsafePointer<Float>, _ epsilon: Float
) {
    var sum = Lanes()
    var column = 0
    while column < count {
        sum += unsafe Lanes(row + column)
        column &+= Lanes.scalarCount
    }
    let mean = total(sum) / Float(count)
    var squares = Lanes()
    column = 0
    while column < count {
        let difference = unsafe Lanes(row + column) - mean
        squares = multiplyAdd(squares, difference, difference)
        column &+= Lanes.scalarCount
    }
    let factor = 1 / (total(squares) / Float(count) + epsilon).squareRoot()
    column = 0
    while column < count {
        let value = unsafe (Lanes(row + column) - mean) * factor
        let result = unsafe multiplyAdd(Lanes(shift + column), value, Lanes(scale + column))
        unsafe UnsafeMutableRawPointer(row + column).storeBytes(of: result, as: Lanes.self)
        column &+= Lanes.scalarCount
    }
}

/// Makes positive values with sum 1 out of `count` scores, each of which is first multiplied by
/// `factor`, which is positive.
///
/// The row has room up to the next multiple of `tileColumns`; what stands there afterwards is 0.
public func softmaxRow(_ row: UnsafeMutablePointer<Float>, _ count: Int, _ factor: Float) {
    let end = (count &+ tileColumns &- 1) / tileColumns &* tileColumns
    var maximum = unsafe row[0]
    for column in 1..<count where unsafe row[column] > maximum { maximum = unsafe row[column] }
    // What lies behind the scores becomes e^-60, which vanishes in a sum of at least 1.
    for column in count..<end { unsafe row[column] = maximum - 100 / factor }
    var sum = Lanes()
    var column = 0
    while column < end {
        let value = unsafe decay((maximum - Lanes(row + column)) * factor)
        sum += value
        unsafe UnsafeMutableRawPointer(row + column).storeBytes(of: value, as: Lanes.self)
        column &+= Lanes.scalarCount
    }
    let inverse = 1 / total(sum)
    column = 0
    while column < end {
        let value = unsafe Lanes(row + column) * inverse
        unsafe UnsafeMutableRawPointer(row + column).storeBytes(of: value, as: Lanes.self)
        column &+= Lanes.scalarCount
    }
    for column in count..<end { unsafe row[column] = 0 }
}

/// Packs rows into panels of `tileColumns` rows, so that they are the columns of a product.
///
/// `rows` of `count` floats lie `stride` apart; the places of missing rows become 0.
public func packColumns(
    _ input: UnsafePointer<Float>, _ stride: Int, _ rows: Int, _ count: Int,
    _ panels: UnsafeMutablePointer<Float>
) {
    var first = 0
    while first < rows {
        let panel = unsafe panels + first &* count
        for lane in 0..<tileColumns {
            let row = first &+ lane
            if row < rows {
                let source = unsafe input + row &* stride
                for column in 0..<count {
                    unsafe panel[column &* tileColumns &+ lane] = source[column]
                }
            } else {
                for column in 0..<count { unsafe panel[column &* tileColumns &+ lane] = 0 }
            }
        }
        first &+= tileColumns
    }
}

/// Packs `count` columns of rows, a multiple of `tileColumns`, into panels of as many columns.
public func packRows(
    _ input: UnsafePointer<Float>, _ stride: Int, _ rows: Int, _ count: Int,
    _ panels: UnsafeMutablePointer<Float>
) {
    var target = UnsafeMutableRawPointer(panels)
    var column = 0
    while column < count {
        for row in 0..<rows {
            let source = unsafe input + row &* stride + column
            unsafe target.storeBytes(of: Lanes(source), as: Lanes.self)
            let (next, bytes) = unsafe (source + Lanes.scalarCount, 4 &* Lanes.scalarCount)
            unsafe (target + bytes).storeBytes(of: Lanes(next), as: Lanes.self)
            unsafe target += 2 &* bytes
        }
        column &+= tileColumns
    }
}
