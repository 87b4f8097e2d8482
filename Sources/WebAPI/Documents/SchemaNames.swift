import Schema

/// Keeps the schemas of what is sent and of what is received apart where they differ.
///
/// A contract used both ways has one name; if its two schemas differ, the one of responses is
/// called `Name-Output`, as FastAPI does.
struct SchemaNames {
    /// Every schema under its final name.
    let all: JSONObject

    private let moved: Set<String>

    init(_ requests: JSONObject, _ responses: JSONObject) {
        var moved: Set<String> = []
        var grew = true
        // A schema that refers to one that moved differs too.
        while grew {
            let before = moved.count
            for member in responses.members {
                guard let other = requests[member.name] else { continue }
                let isSame = other == member.value && !Self.refers(member.value, to: moved)
                if !isSame { moved.insert(member.name) }
            }
            grew = moved.count > before
        }
        var all = requests
        for member in responses.members {
            let name = moved.contains(member.name) ? Self.output(member.name) : member.name
            all[name] = Self.renamed(member.value, moved)
        }
        self.all = all
        self.moved = moved
    }

    /// The document with the references below `responses` and `webhooks` renamed.
    func renamed(_ document: JSONObject) -> JSONObject {
        guard !moved.isEmpty else { return document }
        var document = document
        if let paths = document["paths"] { document["paths"] = responsesRenamed(paths) }
        if let hooks = document["webhooks"] {
            document["webhooks"] = Self.renamed(hooks, moved)
        }
        return document
    }

    private func responsesRenamed(_ value: JSONValue) -> JSONValue {
        guard case .object(var object) = value else { return value }
        for member in object.members {
            object[member.name] =
                member.name == "responses"
                ? Self.renamed(member.value, moved) : responsesRenamed(member.value)
        }
        return .object(object)
    }

    private static let prefix = "#/components/schemas/"

    private static func output(_ name: String) -> String { name + "-Output" }

    private static func refers(_ value: JSONValue, to names: Set<String>) -> Bool {
        !names.isEmpty && renamed(value, names) != value
    }

    private static func renamed(_ value: JSONValue, _ names: Set<String>) -> JSONValue {
        switch value {
        case .array(let values): return .array(values.map { renamed($0, names) })
        case .object(var object):
            for member in object.members {
                object[member.name] = renamed(member.value, names)
            }
            if case .string(let target)? = object["$ref"], target.hasPrefix(prefix) {
                let name = String(target.dropFirst(prefix.count))
                if names.contains(name) { object["$ref"] = .string(prefix + output(name)) }
            }
            return .object(object)
        default: return value
        }
    }
}
