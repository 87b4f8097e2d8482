/// Rows that the small tile scores; the rows of every matrix are padded to a multiple of it.
public let rowPadding = 4

/// Multiplies rows of floats by a matrix that is packed in panels of `tileColumns` columns.
///
/// `panels` holds panel after panel, each `inner` × `tileColumns`; `rows` is a multiple of
/// `rowPadding`, `columns` of `tileColumns`. A result is the product plus the column's bias, plus
/// what stood there before if `adding` is not 0. `scratch` has room for `tileRows` × `tileColumns`.
public func multiplyF32(
    _ input: UnsafePointer<Float>, _ inputStride: Int, _ rows: Int, _ inner: Int,
    _ panels: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ columns: Int, _ adding: Int,
    _ output: UnsafeMutablePointer<Float>, _ outputStride: Int,
    _ scratch: UnsafeMutablePointer<Float>
) {
    let sums = UnsafeMutableRawPointer(scratch)
    var column = 0
    while column < columns {
        let panel = unsafe panels + column &* inner
        var row = 0
        while row < rows {
            let address = unsafe input + row &* inputStride
            // A tile whose height is no multiple of the padding would leave rows that fit no tile.
            let isLarge = tileRows % rowPadding == 0 && row &+ tileRows <= rows
            let height = isLarge ? tileRows : rowPadding
            if isLarge {
                unsafe microTile(panel, address, inputStride, inner, sums)
            } else {
                unsafe smallTile(panel, address, inputStride, inner, sums)
            }
            let target = unsafe output + row &* outputStride + column
            unsafe finish(scratch, bias + column, height, adding, target, outputStride)
            row &+= height
        }
        column &+= tileColumns
    }
}

/// Adds the bias and, if asked, what stood there to the sums of a tile.
@inline(__always)
private func finish(
    _ sums: UnsafePointer<Float>, _ bias: UnsafePointer<Float>, _ rows: Int, _ adding: Int,
    _ output: UnsafeMutablePointer<Float>, _ stride: Int
) {
    let width = Lanes.scalarCount
    let (first, second) = unsafe (Lanes(bias), Lanes(bias + width))
    for row in 0..<rows {
        let target = unsafe output + row &* stride
        let place = unsafe sums + row &* tileColumns
        var (x, y) = unsafe (Lanes(place) + first, Lanes(place + width) + second)
        if adding != 0 {
            unsafe x += Lanes(target)
            unsafe y += Lanes(target + width)
        }
        unsafe UnsafeMutableRawPointer(target).storeBytes(of: x, as: Lanes.self)
        unsafe UnsafeMutableRawPointer(target + width).storeBytes(of: y, as: Lanes.self)
    }
}

/// Adds up 4 rows × 2 registers of columns.
@inline(__always)
private func smallTile(
    _ panel: UnsafePointer<Float>, _ base: UnsafePointer<Float>, _ stride: Int, _ count: Int,
    _ sums: UnsafeMutableRawPointer
) {
    var (a0, b0) = (Lanes(), Lanes())
    var (a1, b1) = (Lanes(), Lanes())
    var (a2, b2) = (Lanes(), Lanes())
    var (a3, b3) = (Lanes(), Lanes())
    for i in 0..<count {
        let place = unsafe panel + i &* tileColumns
        let row = unsafe base + i
        let (x, y) = unsafe (Lanes(place), Lanes(place + Lanes.scalarCount))
        unsafe add(&a0, &b0, row[0 &* stride], x, y)
        unsafe add(&a1, &b1, row[1 &* stride], x, y)
        unsafe add(&a2, &b2, row[2 &* stride], x, y)
        unsafe add(&a3, &b3, row[3 &* stride], x, y)
    }
    unsafe store(a0, b0, sums, row: 0)
    unsafe store(a1, b1, sums, row: 1)
    unsafe store(a2, b2, sums, row: 2)
    unsafe store(a3, b3, sums, row: 3)
}
