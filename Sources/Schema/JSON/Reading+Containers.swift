extension Reading {
    /// Calls `body` with each element of an array node and its place; nothing for other kinds.
    public mutating func forEachElement(
        of node: JSONNode, _ body: (inout Reading, JSONNode, Int) -> Void
    ) {
        guard type(at: node.index) == TapeWord.array else { return }
        let end = end(of: node.index) - 1
        var index = node.index + 1
        var place = 0
        while index < end {
            body(&self, JSONNode(index: index), place)
            index = self.end(of: index)
            place += 1
        }
    }

    /// Calls `body` with each member of an object node: its name and its value.
    public mutating func forEachMember(
        of node: JSONNode, _ body: (inout Reading, String, JSONNode) -> Void
    ) {
        guard type(at: node.index) == TapeWord.object else { return }
        let end = end(of: node.index) - 1
        var index = node.index + 1
        while index < end {
            let name = unsafe String(decoding: utf8(of: JSONNode(index: index)), as: UTF8.self)
            body(&self, name, JSONNode(index: index + 1))
            index = self.end(of: index + 1)
        }
    }

    /// The number of elements of an array node or of members of an object node.
    func count(of node: JSONNode) -> Int {
        let saturated = Int(word(at: node.index) >> 32 & 0xFF_FFFF)
        guard saturated == 0xFF_FFFF else { return saturated }
        let isObject = type(at: node.index) == TapeWord.object
        let end = end(of: node.index) - 1
        var index = node.index + 1
        var count = 0
        while index < end {
            index = self.end(of: isObject ? index + 1 : index)
            count += 1
        }
        return count
    }

    /// The value of a member of an object node, or nil.
    func member(_ name: String, of node: JSONNode) -> JSONNode? {
        guard type(at: node.index) == TapeWord.object else { return nil }
        let end = end(of: node.index) - 1
        var index = node.index + 1
        var found: JSONNode?
        while index < end {
            if unsafe utf8(of: JSONNode(index: index)).elementsEqual(name.utf8) {
                found = JSONNode(index: index + 1)
            }
            index = self.end(of: index + 1)
        }
        return found
    }

    /// A copy of what stands at a node, for echoes; it accepts everything that was parsed.
    public func value(of node: JSONNode) -> JSONValue {
        switch kind(of: node) {
        case .null: return .null
        case .bool: return .bool(isTrue(node))
        case .integer: return .integer(integer(of: node))
        case .number: return .number(number(of: node))
        case .bigInteger: return .bigInteger(digits(of: node))
        case .string, .brokenString:
            return unsafe .string(String(decoding: utf8(of: node), as: UTF8.self))
        case .array:
            var copy = self
            var values: [JSONValue] = []
            copy.forEachElement(of: node) { reading, element, _ in
                values.append(reading.value(of: element))
            }
            return .array(values)
        case .object:
            var copy = self
            var members: [JSONObject.Member] = []
            var places: [String: Int] = [:]
            copy.forEachMember(of: node) { reading, name, node in
                let value = reading.value(of: node)
                if let place = places.updateValue(members.count, forKey: name) {
                    members[place].value = value
                    places[name] = place
                } else {
                    members.append(JSONObject.Member(name: name, value: value))
                }
            }
            return .object(JSONObject(unique: members))
        }
    }

    /// The digits of a whole number beyond `Int64`.
    func digits(of node: JSONNode) -> String {
        if type(at: node.index) == TapeWord.unsigned {
            return String(word(at: node.index + 1))
        }
        return unsafe String(decoding: utf8(of: node), as: UTF8.self)
    }
}
