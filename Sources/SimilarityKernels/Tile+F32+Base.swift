#if !KERNELS_V4
    /// Rows that one call scores: 6 × 2 sums fill the registers of this tier.
    public let tileRows = 6

    /// Adds up 6 rows × 2 registers of queries, one dimension at a time.
    @inline(__always)
    func microTile(
        _ queries: UnsafePointer<Float>, _ base: UnsafePointer<Float>, _ stride: Int, _ count: Int,
        _ scores: UnsafeMutableRawPointer
    ) {
        var (a0, b0) = (Lanes(), Lanes())
        var (a1, b1) = (Lanes(), Lanes())
        var (a2, b2) = (Lanes(), Lanes())
        var (a3, b3) = (Lanes(), Lanes())
        var (a4, b4) = (Lanes(), Lanes())
        var (a5, b5) = (Lanes(), Lanes())
        for i in 0..<count {
            let query = unsafe queries + i &* (2 &* Lanes.scalarCount)
            let row = unsafe base + i
            let (x, y) = unsafe (Lanes(query), Lanes(query + Lanes.scalarCount))
            unsafe add(&a0, &b0, row[0 &* stride], x, y)
            unsafe add(&a1, &b1, row[1 &* stride], x, y)
            unsafe add(&a2, &b2, row[2 &* stride], x, y)
            unsafe add(&a3, &b3, row[3 &* stride], x, y)
            unsafe add(&a4, &b4, row[4 &* stride], x, y)
            unsafe add(&a5, &b5, row[5 &* stride], x, y)
        }
        unsafe store(a0, b0, scores, row: 0)
        unsafe store(a1, b1, scores, row: 1)
        unsafe store(a2, b2, scores, row: 2)
        unsafe store(a3, b3, scores, row: 3)
        unsafe store(a4, b4, scores, row: 4)
        unsafe store(a5, b5, scores, row: 5)
    }
#endif
