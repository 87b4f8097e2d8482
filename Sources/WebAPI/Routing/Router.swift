/// Finds the operation of a request: a trie over the segments of the path.
///
/// A fixed segment goes before a parameter, whatever the order of declaration. A slash at the end
/// changes nothing. `match` allocates for the values of parameters only.
struct Router: Sendable {
    enum Match: Sendable, Equatable {
        case operation(Int, pathValues: [String])
        case methodNotAllowed([RequestMethod])
        case notFound
    }

    struct Node: Sendable {
        var fixed: [(name: [UInt8], node: Int)] = []
        var parameter: Int?
        var methods: [(method: RequestMethod, operation: Int)] = []
    }

    private(set) var nodes: [Node] = [Node()]

    /// Adds an operation under its index.
    ///
    /// - Throws: `APIError` with code `duplicateOperation` when the place is taken.
    mutating func add(_ method: RequestMethod, _ path: PathTemplate, _ operation: Int)
        throws(APIError)
    {
        var node = 0
        for segment in path.segments { node = child(of: node, for: segment) }
        guard !nodes[node].methods.contains(where: { $0.method == method }) else {
            throw APIError(
                .duplicateOperation, "\(method.rawValue) \(path.text) is declared twice.")
        }
        nodes[node].methods.append((method, operation))
    }

    private mutating func child(of parent: Int, for segment: PathTemplate.Segment) -> Int {
        switch segment {
        case .fixed(let name):
            let bytes = Array(name.utf8)
            if let known = nodes[parent].fixed.first(where: { $0.name == bytes }) {
                return known.node
            }
            nodes[parent].fixed.append((bytes, nodes.count))
        case .parameter:
            if let known = nodes[parent].parameter { return known }
            nodes[parent].parameter = nodes.count
        }
        nodes.append(Node())
        return nodes.count - 1
    }
}
