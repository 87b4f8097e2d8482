/// Walks the raw memory that holds one value for each field, in the order of the fields.
@safe struct SlotCursor {
    private let memory: UnsafeMutableRawPointer
    private var offset = 0

    init(memory: UnsafeMutableRawPointer) { unsafe self.memory = memory }

    /// Moves the next value out; the types must come in the order of the fields.
    mutating func take<Value>(_: Value.Type) -> Value {
        let start = Self.aligned(offset, to: MemoryLayout<Value>.alignment)
        offset = start + MemoryLayout<Value>.size
        return unsafe (memory + start).assumingMemoryBound(to: Value.self).move()
    }

    /// The place of each value, and the memory that all need together.
    static func places(
        of layouts: [(size: Int, alignment: Int)]
    ) -> (offsets: [Int], size: Int, alignment: Int) {
        var offsets: [Int] = []
        var size = 0
        var alignment = 16
        for layout in layouts {
            let start = aligned(size, to: layout.alignment)
            offsets.append(start)
            size = start + layout.size
            alignment = max(alignment, layout.alignment)
        }
        return (offsets, size, alignment)
    }

    private static func aligned(_ offset: Int, to alignment: Int) -> Int {
        (offset + alignment - 1) & ~(alignment - 1)
    }
}
