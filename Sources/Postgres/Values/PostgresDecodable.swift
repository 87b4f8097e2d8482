/// A value that can be read from PostgreSQL's binary format.
public protocol PostgresDecodable {
    /// Reads a value that is not NULL.
    ///
    /// - Parameters:
    ///   - bytes: the field's bytes, which may be anything.
    ///   - type: the object identifier of the field's type.
    /// - Returns: the value.
    /// - Throws: ``PostgresError`` with code `.decoding` when type or bytes do not fit.
    static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Self

    /// The value that stands for NULL.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` for every type but `Optional`.
    static func decodeNull() throws(PostgresError) -> Self
}

extension PostgresDecodable {
    /// Refuses NULL.
    public static func decodeNull() throws(PostgresError) -> Self {
        throw PostgresError.decoding("found NULL, expected \(Self.self): ask for an Optional")
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads the wrapped value.
    public static func decode(
        _ bytes: Span<UInt8>, type: UInt32
    ) throws(PostgresError) -> Wrapped? {
        try Wrapped.decode(bytes, type: type)
    }

    /// Takes NULL as nil.
    public static func decodeNull() throws(PostgresError) -> Wrapped? { nil }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads an array of at most one dimension (`array_send`).
    public static func decode(
        _ bytes: Span<UInt8>, type: UInt32
    ) throws(PostgresError) -> [Element] {
        var position = 0
        let dimensions = try bytes.read(Int32.self, at: &position)
        _ = try bytes.read(Int32.self, at: &position)
        let elementType = try bytes.read(UInt32.self, at: &position)
        guard dimensions != 0 else { return [] }
        guard dimensions == 1 else {
            throw .decoding("found an array of \(dimensions) dimensions, expected one")
        }
        let count = try bytes.read(Int32.self, at: &position)
        _ = try bytes.read(Int32.self, at: &position)
        // Each element has a length of four bytes in front: a larger count is a lie.
        guard count >= 0, Int(count) * 4 <= bytes.count - position else {
            throw .decoding("an array says that it has \(count) elements, but it is too short")
        }
        var elements: [Element] = []
        elements.reserveCapacity(Int(count))
        for _ in 0..<count {
            elements.append(
                try bytes.readField(Element.self, type: elementType, at: &position))
        }
        return elements
    }
}
