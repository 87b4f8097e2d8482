extension ContractBody {
    /// Reads an object, or notes every issue of every field, in the order of the fields.
    ///
    /// `tag` is a member that a union has read already, and that is no extra one.
    func read(_ node: JSONNode, _ reading: inout Reading, tag: String? = nil) -> Root? {
        guard case .object = reading.kind(of: node) else {
            return refuseShape(node, &reading)
        }
        let outer = (reading.isStrict, reading.hidesInput)
        if isStrict { reading.isStrict = true }
        defer { (reading.isStrict, reading.hidesInput) = outer }
        let first = reading.issues.count
        let root = unsafe withUnsafeTemporaryAllocation(
            of: Int.self, capacity: fields.count
        ) { nodes -> Root? in
            unsafe nodes.initialize(repeating: 0)
            let extras = unsafe find(in: node, &reading, nodes)
            return unsafe withUnsafeTemporaryAllocation(
                byteCount: max(size, 1), alignment: alignment
            ) {
                guard let memory = $0.baseAddress else { return nil }
                let filled = unsafe fill(memory, nodes, node, &reading)
                if extras > 0 { refuseExtras(of: node, &reading, tag: tag) }
                guard filled && reading.issues.count == first else {
                    unsafe destroyFields(memory, nodes)
                    return nil
                }
                return unsafe make(memory)
            }
        }
        guard let root else { return nil }
        return passes(root, node, &reading) ? root : nil
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
        _ object: JSONNode, _ reading: inout Reading
    ) -> Bool {
        var isComplete = true
        let (strict, hides) = (reading.isStrict, reading.hidesInput)
        for index in fields.indices {
            let found = unsafe nodes[index]
            let field = fields[index]
            let isFilled: Bool
            if found == 0 {
                isFilled = unsafe fillAbsent(field, memory + offsets[index], object, &reading)
            } else {
                if let own = field.strict { reading.isStrict = own }
                if field.note.isPersonal { reading.hidesInput = true }
                let before = reading.issues.count
                isFilled = unsafe field.slot.read(
                    JSONNode(index: found), &reading, memory + offsets[index])
                reading.isStrict = strict
                reading.hidesInput = hides
                if reading.issues.count > before {
                    reading.locate(since: before, .key(field.note.key))
                }
            }
            if !isFilled {
                unsafe nodes[index] = -1
                isComplete = false
            }
        }
        return isComplete
    }

    private func fillAbsent(
        _ field: ErasedField<Root>, _ memory: UnsafeMutableRawPointer, _ object: JSONNode,
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
