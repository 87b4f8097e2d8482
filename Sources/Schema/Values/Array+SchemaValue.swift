extension Array: SchemaValue, CollectionValue where Element: SchemaValue {
    /// The elements' type, for `Rule.each`.
    public typealias RuledElement = Element

    /// Reads an array, each element by its own rules; then the count is checked.
    @inlinable
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> [Element]? {
        guard let count = reading.listCount(node, rules) else { return nil }
        let element = rules.element
        let before = reading.issueCount
        var values: [Element] = []
        values.reserveCapacity(count)
        reading.forEachElement(of: node) { reading, node, place in
            let value = reading.at(.index(place)) { Element.read(node, &$0, element) }
            if let value { values.append(value) }
        }
        return reading.issueCount == before ? values : nil
    }

    /// Writes the elements as an array.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.beginArray()
        for value in self { value.write(to: &writer) }
        writer.endArray()
    }

    /// An array with its count and the elements' schema.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        var schema: JSONObject = [
            "type": "array", "items": .object(Element.schema(rules.element, &definitions)),
        ]
        if let least = rules.limits.minimumCount { schema["minItems"] = .integer(Int64(least)) }
        if let most = rules.limits.maximumCount { schema["maxItems"] = .integer(Int64(most)) }
        return schema
    }

    /// A parameter may be given several times.
    @inlinable public static var isList: Bool { true }
}

extension Reading {
    /// The number of elements of a list within its rules, or nil after noting an issue.
    ///
    /// Too long a list is refused before its elements are read, as Pydantic does.
    @usableFromInline
    mutating func listCount(_ node: JSONNode, _ rules: Constraints) -> Int? {
        guard case .array = kind(of: node) else {
            refuse(node, .listType)
            return nil
        }
        let count = count(of: node)
        if let most = rules.limits.maximumCount, count > most {
            refuse(node, .tooLong(most, count))
            return nil
        }
        if let least = rules.limits.minimumCount, count < least {
            refuse(node, .tooShort(least, count))
            return nil
        }
        return count
    }
}
