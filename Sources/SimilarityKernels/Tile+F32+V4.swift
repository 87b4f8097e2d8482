#if KERNELS_V4
    /// Rows that one call scores: 12 × 2 sums fill the registers of this tier.
    public let tileRows = 12

    /// Adds up 12 rows × 2 registers of queries, one dimension at a time.
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
        var (a6, b6) = (Lanes(), Lanes())
        var (a7, b7) = (Lanes(), Lanes())
        var (a8, b8) = (Lanes(), Lanes())
        var (a9, b9) = (Lanes(), Lanes())
        var (a10, b10) = (Lanes(), Lanes())
        var (a11, b11) = (Lanes(), Lanes())
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
            unsafe add(&a6, &b6, row[6 &* stride], x, y)
            unsafe add(&a7, &b7, row[7 &* stride], x, y)
            unsafe add(&a8, &b8, row[8 &* stride], x, y)
            unsafe add(&a9, &b9, row[9 &* stride], x, y)
            unsafe add(&a10, &b10, row[10 &* stride], x, y)
            unsafe add(&a11, &b11, row[11 &* stride], x, y)
        }
        unsafe store(a0, b0, scores, row: 0)
        unsafe store(a1, b1, scores, row: 1)
        unsafe store(a2, b2, scores, row: 2)
        unsafe store(a3, b3, scores, row: 3)
        unsafe store(a4, b4, scores, row: 4)
        unsafe store(a5, b5, scores, row: 5)
        unsafe store(a6, b6, scores, row: 6)
        unsafe store(a7, b7, scores, row: 7)
        unsafe store(a8, b8, scores, row: 8)
        unsafe store(a9, b9, scores, row: 9)
        unsafe store(a10, b10, scores, row: 10)
        unsafe store(a11, b11, scores, row: 11)
    }
#endif
