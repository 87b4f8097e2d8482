extension Request {
    /// The query's names and values in their order, decoded as HTML forms are.
    ///
    /// A name without `=` has an empty value; empty pieces are left out.
    public var queryParameters: [(name: String, value: String)] {
        guard let query else { return [] }
        return query.utf8.split(separator: UInt8(ascii: "&")).map { piece in
            let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
            let value = piece[equals...].dropFirst()
            return (
                name: PercentCoding.decoded(piece[..<equals], plusIsSpace: true),
                value: PercentCoding.decoded(value, plusIsSpace: true)
            )
        }
    }
}
