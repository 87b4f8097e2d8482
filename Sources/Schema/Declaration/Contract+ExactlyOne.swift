extension Contract {
    /// Adds the rule that exactly one of some members is given, and not as `null`.
    ///
    /// - Precondition: `names` are names of fields. They stand in the program's own text.
    public func exactlyOne(of names: String...) -> Contract {
        let fields = body.core.fields.filter { names.contains($0.note.name) }
        precondition(fields.count == names.count, "\(name): a name of \(names) is no field's")
        let choices = fields.map { field -> JSONValue in
            let given: JSONObject = [field.note.key: ["not": ["type": "null"]]]
            return ["required": [.string(field.note.key)], "properties": .object(given)]
        }
        let told = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        return check(saying: ["oneOf": .array(choices)]) { root throws(Refusal) in
            let count = unsafe withUnsafePointer(to: root) { root in
                fields.count { unsafe !$0.isNil(UnsafeRawPointer(root)) }
            }
            if count != 1 { throw .value("give exactly one of \(told)") }
        }
    }
}
