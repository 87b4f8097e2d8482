import SampleContracts
import Schema
import Testing

@Suite struct DocumentationTests {
    @Test func aSchemaTellsEveryRule() {
        let schema = SampleLead.contract.schema
        #expect(schema["required"] == ["first_name", "email", "revenue_tier"])
        let properties = schema["properties"]
        #expect(properties?["first_name"]?["minLength"] == 1)
        #expect(properties?["first_name"]?["maxLength"] == 100)
        #expect(properties?["email"]?["format"] == "email")
        let tier: JSONValue = ["type": "integer", "minimum": 0, "maximum": 10]
        #expect(first(properties?["revenue_tier"]) == tier)
        #expect(properties?["tags"]?["maxItems"] == 32)
        #expect(properties?["tags"]?["items"]?["maxLength"] == 64)
        #expect(properties?["tags"]?["default"] == [])
        let count: JSONValue = ["type": "integer", "minimum": 0, "maximum": 2_147_483_647]
        #expect(first(properties?["employee_count"]) == count)
    }

    /// The first of several forms: the plain one.
    private func first(_ schema: JSONValue?) -> JSONValue? {
        guard case .array(let forms)? = schema?["anyOf"] else { return nil }
        return forms.first
    }

    @Test func nestedContractsAreReferences() {
        var definitions = SchemaDefinitions()
        let reference = SampleKitchen.contract.reference(in: &definitions)
        #expect(reference == ["$ref": "#/components/schemas/Kitchen"])
        #expect(
            definitions.schemas.members.map(\.name) == [
                "Kitchen", "TextQuery", "VectorQuery", "Address", "AnyJSON",
            ])
        let kitchen = definitions.schemas["Kitchen"]
        #expect(kitchen?["additionalProperties"] == false)
        #expect(kitchen?["properties"]?["fullName"] != nil)
        #expect(kitchen?["properties"]?["query"]?["discriminator"]?["propertyName"] == "kind")
    }

    @Test func whatTheServiceSendsHasEveryMember() {
        let schema = SampleKitchen.contract.schema(.output)
        #expect(schema["properties"]?["name"] != nil)
        #expect(schema["properties"]?["tags"]?["default"] == nil)
        guard case .array(let required)? = schema["required"] else {
            Issue.record("required is no array")
            return
        }
        #expect(required.count == 15)
    }

    @Test func aParameterIsDescribed() {
        let contract = Contract<Holder<Int>>(
            "Query", Holder.init(value:),
            Field(
                "limit", \.value, .range(1...100), default: 10, description: "How many.",
                example: 5,
                deprecated: true))
        var definitions = SchemaDefinitions()
        let parameters = contract.parameters(in: &definitions)
        #expect(parameters.count == 1)
        #expect(parameters.first?.name == "limit")
        #expect(parameters.first?.isRequired == false)
        #expect(
            parameters.first?.schema == [
                "type": "integer", "minimum": 1, "maximum": 100, "description": "How many.",
                "default": 10,
                "examples": [5], "deprecated": true,
            ])
    }

    @Test func parametersAreReadFromText() throws {
        let found = try Holder<Int>.contract(strict: true)
            .decode(parameters: [(name: "v", value: "3"), (name: "w", value: "x")], in: .query)
        #expect(found.value == 3)
        let list = try Holder<[Int]>.contract().decode(
            parameters: [(name: "v", value: "1"), (name: "v", value: "2")], in: .query)
        #expect(list.value == [1, 2])
        let header = try Holder<Bool>.contract().decode(
            parameters: [(name: "V", value: "yes")], in: .header)
        #expect(header.value)
        let failure = #expect(throws: ValidationFailure.self) {
            try Holder<Int>.contract().decode(parameters: [(name: "v", value: "x")], in: .path)
        }
        #expect(failure?.issues.map(told) == ["int_parsing at path.v"])
    }
}
