/// Queries that one tile of the batched kernel holds: two registers of them.
public let tileColumns = 2 &* Lanes.scalarCount

/// The inner products of a tile of queries with `rows` vectors that lie `stride` floats apart.
///
/// `queries` holds dimension after dimension, `tileColumns` queries each; `scores` gets row after
/// row the same way. `rows` is a multiple of `tileRows`, `count` the number of dimensions.
public func dotTileF32(
    _ queries: UnsafePointer<Float>, _ base: UnsafePointer<Float>, _ stride: Int, _ count: Int,
    _ rows: Int, _ scores: UnsafeMutablePointer<Float>
) {
    var row = 0
    while row < rows {
        let address = unsafe base + row &* stride
        let target = unsafe UnsafeMutableRawPointer(scores + row &* tileColumns)
        unsafe microTile(queries, address, stride, count, target)
        row &+= tileRows
    }
}

/// Adds one coordinate of a row, times the queries' coordinates, to the row's sums.
@inline(__always)
func add(_ a: inout Lanes, _ b: inout Lanes, _ scalar: Float, _ x: Lanes, _ y: Lanes) {
    let row = Lanes(repeating: scalar)
    a = multiplyAdd(a, row, x)
    b = multiplyAdd(b, row, y)
}

/// Stores the sums of one row of a tile.
@inline(__always)
func store(_ a: Lanes, _ b: Lanes, _ scores: UnsafeMutableRawPointer, row: Int) {
    let bytes = 4 &* Lanes.scalarCount
    let target = unsafe scores + 2 &* bytes &* row
    unsafe target.storeBytes(of: a, as: Lanes.self)
    unsafe (target + bytes).storeBytes(of: b, as: Lanes.self)
}
