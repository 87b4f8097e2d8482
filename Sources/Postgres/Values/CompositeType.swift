/// A composite type of the database, as looked up by ``PostgresClient/compositeType(named:)``.
public struct CompositeType: Hashable, Sendable {
    /// One attribute of a composite type.
    public struct Field: Hashable, Sendable {
        /// The attribute's name.
        public let name: String
        /// The object identifier of the attribute's type.
        public let type: UInt32
    }

    /// The name that was looked up.
    public let name: String
    /// The object identifier of the type.
    public let oid: UInt32
    /// The object identifier of the type's array.
    public let arrayOID: UInt32
    /// The attributes in their order.
    public let fields: [Field]
}
