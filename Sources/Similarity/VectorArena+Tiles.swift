extension VectorArena {
    /// Offers every eligible row to each query's selection, tile by tile.
    ///
    /// For each strip of rows, which stays in the second cache, all tiles of queries pass by; a
    /// tile stays in the first cache while the strip's rows pass.
    func scanTiles(_ batch: borrowing QueryBatch, filter: RowBitmap?, into tops: inout [TopK]) {
        let columns = kernels.tileColumns
        let tiles = (batch.count + columns - 1) / columns
        let panels = transposed(batch, tiles: tiles)
        let thresholds = FloatScratch(count: tiles * columns)
        for slot in 0..<tiles * columns {
            // Columns past the last query keep nothing.
            unsafe thresholds.start[slot] = slot < tops.count ? tops[slot].threshold : .infinity
        }
        let scores = FloatScratch(count: (Strip.rows + kernels.tileRows) * columns)
        var strip = Strip()
        while strip.advance(through: rows, filter: filter) {
            let base = unsafe address(UInt32(strip.firstRow))
            let rows = (strip.rowCount + kernels.tileRows - 1) / kernels.tileRows * kernels.tileRows
            for tile in 0..<tiles {
                let panel = unsafe panels.start + tile * columns * dimensions
                unsafe kernels.dotTileF32(panel, base, stride, dimensions, rows, scores.start)
                unsafe offer(
                    scores.start, strip, thresholds.start + tile * columns, tile * columns,
                    into: &tops)
            }
        }
    }

    /// Offers one tile of scores, row after row, and keeps the columns' thresholds in step.
    private func offer(
        _ scores: UnsafePointer<Float>, _ strip: borrowing Strip,
        _ thresholds: UnsafeMutablePointer<Float>, _ firstSlot: Int, into tops: inout [TopK]
    ) {
        let columns = kernels.tileColumns
        let count = strip.rowCount * columns
        var next = unsafe kernels.nextAboveInTile(scores, 0, count, thresholds)
        while next < count {
            let (row, column) = next.quotientAndRemainder(dividingBy: columns)
            if strip.bits(at: row, count: 1) != 0 {
                let slot = firstSlot + column
                unsafe tops[slot].offer(
                    row: UInt32(strip.firstRow + row), similarity: scores[next])
                unsafe thresholds[column] = tops[slot].threshold
            }
            next = unsafe kernels.nextAboveInTile(scores, next + 1, count, thresholds)
        }
    }

    /// The queries in tiles of `tileColumns`, dimension after dimension; missing ones are zero.
    private func transposed(_ batch: borrowing QueryBatch, tiles: Int) -> FloatScratch {
        let columns = kernels.tileColumns
        let panels = FloatScratch(count: tiles * columns * dimensions)
        for slot in 0..<batch.count {
            let (tile, column) = slot.quotientAndRemainder(dividingBy: columns)
            let target = unsafe panels.start + tile * columns * dimensions + column
            for i in 0..<dimensions {
                unsafe target[i * columns] = unsafe batch.query(slot)[i]
            }
        }
        return panels
    }
}
