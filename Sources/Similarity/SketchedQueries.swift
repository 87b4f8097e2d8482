/// Queries as a sketch index compares them: a table a symbol, and 8-bit integers for the codes.
@safe struct SketchedQueries: ~Copyable {
    let count: Int
    /// The tables of all queries, of a multiple of four.
    let tables: UnsafeMutableRawPointer
    let tableBytes: Int
    /// What turns the entries' sums into inner products, two floats a query.
    let sketchParameters: FloatScratch
    /// What turns the codes' sums into inner products, two floats a query.
    let codeParameters: FloatScratch
    private let words: CodedQueries

    init(_ batch: borrowing QueryBatch, of range: Range<Int>, arena: borrowing SketchArena) {
        count = range.count
        let fours = (count + 3) / 4 * 4
        tableBytes = arena.symbols << arena.kernels.sketchBits
        unsafe tables = .allocate(byteCount: fours * tableBytes, alignment: 64)
        unsafe tables.initializeMemory(as: UInt8.self, repeating: 0, count: fours * tableBytes)
        sketchParameters = FloatScratch(count: 2 * fours)
        codeParameters = FloatScratch(count: 2 * fours)
        words = CodedQueries(count: count, groups: 16 * arena.pieces)
        let rest = FloatScratch(count: arena.paddedDimensions)
        for (slot, query) in range.enumerated() {
            unsafe arena.rotateRest(of: batch.query(query), into: rest.start)
            unsafe arena.kernels.sketchTables(
                rest.start, arena.symbols, tables + slot * tableBytes,
                sketchParameters.start + 2 * slot)
            unsafe codeParameters.start[2 * slot] = words.write(rest.start, at: slot)
            unsafe codeParameters.start[2 * slot + 1] = words.biases[slot]
        }
    }

    deinit { unsafe tables.deallocate() }

    /// The integers of a query, 128 a piece.
    func levels(_ slot: Int) -> UnsafePointer<Int8> {
        unsafe UnsafeRawPointer(words.words + slot * words.wordsPerQuery)
            .assumingMemoryBound(to: Int8.self)
    }
}
