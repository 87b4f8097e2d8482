extension Router {
    /// The operation for a method and a request target; whatever follows `?` or `#` is passed over.
    ///
    /// HEAD is answered by a resource's GET. `start` is where the path begins; behind a root path it
    /// may be empty, which is the root.
    func match(_ method: RequestMethod, _ bytes: Span<UInt8>, from start: Int = 0) -> Match {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "?"), bytes[end] != UInt8(ascii: "#") {
            end += 1
        }
        guard end > start ? bytes[start] == UInt8(ascii: "/") : start > 0 else { return .notFound }
        if end > start + 1, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
        var values: [String] = []
        guard let node = find(bytes.extracting(0..<end), from: 0, at: start + 1, &values) else {
            return .notFound
        }
        return answer(method, nodes[node].methods, values)
    }

    private func answer(
        _ method: RequestMethod, _ methods: [(method: RequestMethod, operation: Int)],
        _ values: [String]
    ) -> Match {
        for candidate in methods where candidate.method == method {
            return .operation(candidate.operation, pathValues: values)
        }
        if method == .head { return answer(.get, methods, values) }
        var allowed = methods.map(\.method)
        if allowed.contains(.get) { allowed.append(.head) }
        if !allowed.contains(.options) { allowed.append(.options) }
        return .methodNotAllowed(allowed)
    }

    /// The node for the segments from `start` on; parameters are tried when no fixed name leads on.
    private func find(
        _ path: Span<UInt8>, from node: Int, at start: Int, _ values: inout [String]
    ) -> Int? {
        guard start < path.count else { return nodes[node].methods.isEmpty ? nil : node }
        var end = start
        var isEscaped = false
        while end < path.count, path[end] != UInt8(ascii: "/") {
            if path[end] == UInt8(ascii: "%") { isEscaped = true }
            end += 1
        }
        guard end > start else { return nil }
        let segment = path.extracting(start..<end)
        if let next = fixedChild(of: node, segment, isEscaped),
            let found = find(path, from: next, at: end + 1, &values)
        {
            return found
        }
        guard let next = nodes[node].parameter else { return nil }
        values.append(Self.text(segment, isEscaped))
        if let found = find(path, from: next, at: end + 1, &values) { return found }
        values.removeLast()
        return nil
    }

    private func fixedChild(of node: Int, _ segment: Span<UInt8>, _ isEscaped: Bool) -> Int? {
        if isEscaped {
            let plain = Array(Self.text(segment, true).utf8)
            return nodes[node].fixed.first { $0.name == plain }?.node
        }
        for index in nodes[node].fixed.indices {
            let name = nodes[node].fixed[index].name
            guard Self.isEqual(name.span, segment) else { continue }
            return nodes[node].fixed[index].node
        }
        return nil
    }

    private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
    }

    private static func text(_ segment: Span<UInt8>, _ isEscaped: Bool) -> String {
        var bytes: [UInt8] = []
        for index in segment.indices { bytes.append(segment[index]) }
        return isEscaped ? PercentCoding.decoded(bytes) : String(decoding: bytes, as: UTF8.self)
    }
}
