/// Zeroed floats on a 64-byte border, for as long as one search needs them.
@safe struct FloatScratch: ~Copyable {
    let start: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int) {
        self.count = count
        unsafe start = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 64)
            .initializeMemory(as: Float.self, repeating: 0, count: count)
    }

    deinit { unsafe start.deallocate() }
}
