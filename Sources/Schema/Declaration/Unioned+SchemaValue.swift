extension Unioned {
    /// Reads the tag, then the contract that it stands for.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Self? {
        let union = union
        guard case .object = reading.kind(of: node) else {
            reading.refuse(node, .unionShape)
            return nil
        }
        guard let found = reading.member(union.member, of: node) else {
            reading.refuse(node, union.tagNotFound)
            return nil
        }
        let tag = reading.string(of: found)
        guard let alternative = union.alternatives.first(where: { $0.tag == tag }) else {
            reading.refuse(node, union.tagInvalid(tag ?? reading.value(of: found).pythonText))
            return nil
        }
        return reading.at(.key(alternative.tag)) { reading in
            alternative.read(node, &reading, union.member)
        }
    }

    /// Writes the contract that the value holds, with its tag.
    public func write(to writer: inout JSONWriter) {
        let union = Self.union
        for alternative in union.alternatives
        where alternative.write(self, &writer, union.member) { return }
        writer.writeNull()
    }

    /// One of the contracts' schemas, with the tag as OpenAPI's `discriminator`.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        let union = union
        var schemas: [JSONValue] = []
        var mapping = JSONObject()
        for alternative in union.alternatives {
            let reference = alternative.schema(&definitions)
            mapping[alternative.tag] = reference["$ref"]
            let tag: JSONObject = [union.member: ["const": .string(alternative.tag)]]
            schemas.append([
                "allOf": [
                    .object(reference),
                    [
                        "type": "object", "properties": .object(tag),
                        "required": [.string(union.member)],
                    ],
                ]
            ])
        }
        return [
            "oneOf": .array(schemas),
            "discriminator": [
                "propertyName": .string(union.member), "mapping": .object(mapping),
            ],
        ]
    }
}

extension TaggedUnion {
    fileprivate var tagNotFound: Refusal {
        Refusal(
            "union_tag_not_found", "Unable to extract tag using discriminator '\(member)'",
            ctx: ["discriminator": .string("'\(member)'")])
    }

    fileprivate func tagInvalid(_ tag: String) -> Refusal {
        let expected = alternatives.map { "'\($0.tag)'" }.joined(separator: ", ")
        return Refusal(
            "union_tag_invalid",
            "Input tag '\(tag)' found using '\(member)' does not match any of the expected tags: "
                + expected,
            ctx: [
                "discriminator": .string("'\(member)'"), "tag": .string(tag),
                "expected_tags": .string(expected),
            ])
    }
}

extension Refusal {
    fileprivate static let unionShape = Refusal(
        "model_attributes_type",
        "Input should be a valid dictionary or object to extract fields from")
}
