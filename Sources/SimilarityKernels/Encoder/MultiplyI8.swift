/// Multiplies rows of bytes by a matrix of signed bytes, and gives floats.
///
/// The row's bytes stand for `factors[2r] · byte + factors[2r + 1]`. `panels` holds panel after
/// panel of `byteTileColumns` columns; in a panel the bytes of four inputs of a column lie side by
/// side, then the next column, then the next four inputs. `columnFactors` holds three rows of
/// `columns` floats: the scale of each column, the sum of its scaled weights, and its bias.
///
/// `rows` is a multiple of `rowPadding`, `inner` of 4, `columns` of `byteTileColumns`. What stood in
/// `output` is added if `adding` is not 0. `scratch` has room for `byteTileRows` × 32 integers.
public func multiplyI8(
    _ input: UnsafeRawPointer, _ factors: UnsafePointer<Float>, _ rows: Int, _ inner: Int,
    _ panels: UnsafeRawPointer, _ columnFactors: UnsafePointer<Float>, _ columns: Int,
    _ adding: Int, _ output: UnsafeMutablePointer<Float>, _ outputStride: Int,
    _ scratch: UnsafeMutableRawPointer
) {
    let rowBytes = inner &* activationBytes
    var column = 0
    while column < columns {
        let panel = unsafe panels + column &* inner
        var row = 0
        while row < rows {
            let address = unsafe input + row &* rowBytes
            let height = row &+ byteTileRows <= rows ? byteTileRows : rowPadding
            if height == byteTileRows {
                unsafe byteTile(address, rowBytes, panel, inner &>> 2, scratch)
            } else {
                unsafe smallByteTile(address, rowBytes, panel, inner &>> 2, scratch)
            }
            for index in 0..<height {
                let sums = unsafe scratch + 4 &* index &* byteTileColumns
                let place = unsafe factors + 2 &* (row &+ index)
                unsafe finishBytes(
                    sums, place[0], place[1], columnFactors + column, columns, adding,
                    output + (row &+ index) &* outputStride + column)
            }
            row &+= height
        }
        column &+= byteTileColumns
    }
}

/// Turns the sums of one row of a tile into floats.
@inline(__always)
private func finishBytes(
    _ sums: UnsafeRawPointer, _ scale: Float, _ least: Float,
    _ columnFactors: UnsafePointer<Float>, _ columns: Int, _ adding: Int,
    _ output: UnsafeMutablePointer<Float>
) {
    var column = 0
    while column < byteTileColumns {
        let integers = unsafe sums.loadUnaligned(fromByteOffset: 4 &* column, as: ByteSums.self)
        let factors = unsafe columnFactors + column
        var value = unsafe results(integers) * (columnLanes(factors) * scale)
        value += unsafe columnLanes(factors + columns) * least + columnLanes(factors + 2 &* columns)
        let target = unsafe UnsafeMutableRawPointer(output + column)
        if adding != 0 { value += unsafe target.loadUnaligned(as: ByteResults.self) }
        unsafe target.storeBytes(of: value, as: ByteResults.self)
        column &+= ByteSums.scalarCount
    }
}

@inline(__always)
private func columnLanes(_ address: UnsafePointer<Float>) -> ByteResults {
    unsafe UnsafeRawPointer(address).loadUnaligned(as: ByteResults.self)
}
