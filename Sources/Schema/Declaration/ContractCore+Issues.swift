extension ContractCore {
    func refuseShape(_ node: JSONNode, _ reading: inout Reading) {
        let hides = reading.hidesInput
        reading.hidesInput = hides || hasPersonalData
        reading.refuse(
            node,
            Refusal(
                "model_attributes_type",
                "Input should be a valid dictionary or object to extract fields from"))
        reading.hidesInput = hides
    }

    /// Notes members that no field names, and members that are there twice.
    func refuseExtras(of node: JSONNode, _ reading: inout Reading, tag: String?) {
        var seen: Set<Int> = []
        let hides = reading.hidesInput || hasPersonalData
        reading.forEachMember(of: node) { reading, name, value in
            if let field = keys.index(of: name) {
                guard !seen.insert(field).inserted else { return }
                reading.note(
                    ValidationIssue(
                        type: "duplicate_key", loc: [.key(name)],
                        msg: "Object should not have the same key twice",
                        input: hides ? nil : reading.echo(of: value)))
            } else if case .forbid = extra, name != tag {
                reading.note(
                    ValidationIssue(
                        type: "extra_forbidden", loc: [.key(name)],
                        msg: "Extra inputs are not permitted",
                        input: hides ? nil : reading.echo(of: value)))
            }
        }
    }

    /// The number of elements of an array within bounds, or nil after noting an issue.
    func elementCount(
        _ node: JSONNode, _ reading: inout Reading, _ count: ClosedRange<Int>
    ) -> Int? {
        let refusal: Refusal
        if case .array = reading.kind(of: node) {
            let found = reading.count(of: node)
            if count.contains(found) { return found }
            refusal =
                found > count.upperBound
                ? .tooLong(count.upperBound, found) : .tooShort(count.lowerBound, found)
        } else {
            refusal = .listType
        }
        reading.hidesInput = hasPersonalData
        reading.refuse(node, refusal)
        return nil
    }

    /// The object as it came, but of a contract with personal data only the other fields.
    func echo(of node: JSONNode, _ reading: Reading) -> JSONValue? {
        // Parameters have no object around them that could be shown.
        if reading.isText { return .null }
        guard hasPersonalData, !reading.hidesInput else { return reading.echo(of: node) }
        var reading = reading
        var object = JSONObject()
        reading.forEachMember(of: node) { reading, name, value in
            guard let field = keys.index(of: name), !fields[field].note.isPersonal else { return }
            object[name] = reading.echo(of: value)
        }
        return .object(object)
    }
}
