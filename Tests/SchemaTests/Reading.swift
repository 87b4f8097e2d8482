import Schema

/// `type at place` of every issue, or nil when the body is accepted.
func issues<Root>(of body: String, in contract: Contract<Root>) -> [String]? {
    do throws(ValidationFailure) {
        _ = try contract.decode(Array(body.utf8))
        return nil
    } catch {
        return error.issues.map(told)
    }
}

func told(_ issue: ValidationIssue) -> String {
    let place = issue.loc.map { step in
        switch step {
        case .key(let key): key
        case .index(let index): String(index)
        }
    }
    return "\(issue.type) at \(place.joined(separator: "."))"
}

/// A contract of one member `v`, for trying a type and its rules.
struct Holder<Value: SchemaValue & Equatable>: Sendable, Equatable {
    var value: Value

    static func contract(_ rules: Rule<Value>..., strict: Bool = false) -> Contract<Self> {
        Contract("Holder", Self.init(value:), Field("v", \.value, joined(rules)), strict: strict)
    }

    private static func joined(_ rules: [Rule<Value>]) -> Rule<Value> { .all(rules) }
}

/// The value of a body `{"v": …}`, or its first issue's type.
func outcome<Value: SchemaValue & Equatable>(
    _ json: String, _ contract: Contract<Holder<Value>>
) -> Result<Value, TypeError> {
    do throws(ValidationFailure) {
        return .success(try contract.decode(Array(#"{"v":\#(json)}"#.utf8)).value)
    } catch {
        return .failure(TypeError(type: error.issues[0].type))
    }
}

/// The type of an issue.
struct TypeError: Error, Equatable, ExpressibleByStringLiteral {
    var type: String

    init(type: String) { self.type = type }
    init(stringLiteral value: String) { type = value }
}
