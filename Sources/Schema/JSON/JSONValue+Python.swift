extension JSONValue {
    /// The value as Python's `str` writes it, for texts that quote a value.
    var pythonText: String {
        if case .string(let value) = self { return value }
        return pythonRepresentation
    }

    private var pythonRepresentation: String {
        switch self {
        case .null: return "None"
        case .bool(let value): return value ? "True" : "False"
        case .string(let value):
            let quote = value.contains("'") && !value.contains("\"") ? "\"" : "'"
            return quote + value + quote
        case .array(let values):
            return "[" + values.map(\.pythonRepresentation).joined(separator: ", ") + "]"
        case .object(let object):
            let members = object.members.map { member in
                "'\(member.name)': \(member.value.pythonRepresentation)"
            }
            return "{" + members.joined(separator: ", ") + "}"
        case .integer, .number, .bigInteger:
            var writer = JSONWriter(capacity: 32)
            writer.write(self)
            return writer.text
        }
    }
}
