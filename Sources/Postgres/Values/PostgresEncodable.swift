/// A value that can be sent as a parameter in PostgreSQL's binary format.
public protocol PostgresEncodable: Sendable {
    /// The type that the server is told.
    static var postgresType: PostgresType { get }

    /// The type of this very value, where it is known only at run time.
    var postgresType: PostgresType { get }

    /// Whether the value is SQL's NULL; then ``encode(into:)`` is not called.
    var isNull: Bool { get }

    /// Appends the value's binary form, without its length.
    func encode(into buffer: inout PostgresBuffer)
}

extension PostgresEncodable {
    /// The type of this value: that of its Swift type.
    public var postgresType: PostgresType { Self.postgresType }

    /// No value but `Optional.none` is NULL.
    @inlinable
    public var isNull: Bool { false }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// The type of the wrapped value.
    public static var postgresType: PostgresType { Wrapped.postgresType }

    /// The type of the wrapped value.
    public var postgresType: PostgresType { self?.postgresType ?? Wrapped.postgresType }

    /// Whether there is no value.
    @inlinable
    public var isNull: Bool { self?.isNull ?? true }

    /// Appends the wrapped value.
    @inlinable
    public func encode(into buffer: inout PostgresBuffer) {
        self?.encode(into: &buffer)
    }
}

/// An element of an array parameter, whose array type every server numbers alike.
public protocol PostgresArrayElement: PostgresEncodable {
    /// The object identifier of the element's type.
    static var elementOID: UInt32 { get }
    /// The object identifier of the array's type.
    static var arrayOID: UInt32 { get }

    /// Appends elements, each with its length in front.
    static func encode(fields elements: [Self], into buffer: inout PostgresBuffer)
}

extension PostgresArrayElement {
    /// Appends the elements one by one.
    @inlinable
    public static func encode(fields elements: [Self], into buffer: inout PostgresBuffer) {
        for element in elements { buffer.append(field: element) }
    }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The array type of the element.
    public static var postgresType: PostgresType { .oid(Element.arrayOID) }

    /// Appends a one-dimensional array (`array_recv`).
    @inlinable
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.appendArrayHeader(count: count, elementOID: Element.elementOID)
        Element.encode(fields: self, into: &buffer)
    }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement {
    /// The object identifier of the wrapped value's type.
    public static var elementOID: UInt32 { Wrapped.elementOID }
    /// The object identifier of the wrapped value's array type.
    public static var arrayOID: UInt32 { Wrapped.arrayOID }
}

extension PostgresBuffer {
    /// Appends what stands before an array's elements: dimensions, NULL flag, type, size and bound.
    @usableFromInline
    mutating func appendArrayHeader(count: Int, elementOID: UInt32) {
        append(integer: Int32(count == 0 ? 0 : 1))
        append(integer: Int32(1))
        append(integer: elementOID)
        guard count > 0 else { return }
        append(integer: Int32(truncatingIfNeeded: count))
        append(integer: Int32(1))
    }
}
