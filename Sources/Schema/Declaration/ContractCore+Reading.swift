extension ContractCore {
    /// Reads an object and calls `make` with its values, or notes every issue of every field.
    ///
    /// `make` must take all values out of the memory. `tag` is a member that a union has read
    /// already, and that is no extra one.
    func read(
        _ node: JSONNode, _ reading: inout Reading, tag: String?,
        _ make: (UnsafeMutableRawPointer) -> Void
    ) {
        guard case .object = reading.kind(of: node) else {
            refuseShape(node, &reading)
            return
        }
        let outer = (reading.isStrict, reading.hidesInput)
        reading.isStrict = isStrict
        defer { (reading.isStrict, reading.hidesInput) = outer }
        unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: fields.count) { nodes in
            unsafe nodes.initialize(repeating: 0)
            unsafe withUnsafeTemporaryAllocation(
                byteCount: max(size, 1), alignment: alignment
            ) { memory in
                // Memory of at least one byte has an address.
                guard let memory = memory.baseAddress else { return }
                if unsafe fill(memory, nodes, node, &reading, tag: tag) {
                    unsafe make(memory)
                } else {
                    unsafe destroyFields(memory, nodes)
                }
            }
        }
    }

    /// Notes where each field's value stands; returns how many members need a second look.
    private func find(
        in node: JSONNode, _ reading: inout Reading, _ nodes: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        let end = reading.end(of: node.index) - 1
        var index = node.index + 1
        var extras = 0
        while index < end {
            let key = unsafe reading.utf8(of: JSONNode(index: index))
            if let field = unsafe keys.index(of: key) {
                if unsafe nodes[field] != 0 { extras += 1 }
                unsafe nodes[field] = index + 1
            } else if case .forbid = extra {
                extras += 1
            }
            index = reading.end(of: index + 1)
        }
        return extras
    }

    /// Reads each field into its place.
    ///
    /// Fields that failed are marked with -1 in `nodes`.
    private func fill(
        _ memory: UnsafeMutableRawPointer, _ nodes: UnsafeMutableBufferPointer<Int>,
        _ object: JSONNode, _ reading: inout Reading, tag: String?
    ) -> Bool {
        let first = reading.issues.count
        let extras = unsafe find(in: object, &reading, nodes)
        var isComplete = true
        for index in fields.indices {
            let found = unsafe nodes[index]
            let place = unsafe memory + offsets[index]
            let isFilled = unsafe uncounted[index]._withUnsafeGuaranteedRef { field in
                unsafe found == 0
                    ? fillAbsent(field, place, object, &reading)
                    : fill(place, with: JSONNode(index: found), of: field, &reading)
            }
            if !isFilled {
                unsafe nodes[index] = -1
                isComplete = false
            }
        }
        if extras > 0 { refuseExtras(of: object, &reading, tag: tag) }
        return isComplete && reading.issues.count == first
    }

    private func fill(
        _ memory: UnsafeMutableRawPointer, with node: JSONNode, of field: ErasedField,
        _ reading: inout Reading
    ) -> Bool {
        let (strict, hides) = (reading.isStrict, reading.hidesInput)
        if let own = field.strict { reading.isStrict = own }
        if field.isPersonal { reading.hidesInput = true }
        let before = reading.issues.count
        let isFilled = unsafe field.slot.read(node, &reading, memory)
        reading.isStrict = strict
        reading.hidesInput = hides
        if reading.issues.count > before {
            reading.locate(since: before, .key(field.note.key))
        }
        return isFilled
    }

    private func fillAbsent(
        _ field: ErasedField, _ memory: UnsafeMutableRawPointer, _ object: JSONNode,
        _ reading: inout Reading
    ) -> Bool {
        if let fill = unsafe field.slot.fill {
            unsafe fill(memory)
            return true
        }
        reading.note(
            ValidationIssue(
                type: "missing", loc: [.key(field.note.key)], msg: "Field required",
                input: echo(of: object, reading)))
        return false
    }

    private func destroyFields(
        _ memory: UnsafeMutableRawPointer, _ nodes: UnsafeMutableBufferPointer<Int>
    ) {
        for index in fields.indices where unsafe nodes[index] != -1 {
            unsafe fields[index].slot.destroy(memory + offsets[index])
        }
    }
}
