/// The object identifiers of types that have another one in each database.
struct TypeCatalog: Sendable, Equatable {
    /// The names that are looked up when a connection opens.
    static let names = ["vector", "halfvec", "sparsevec"]

    private let oids: [String: UInt32]

    init(_ oids: [String: UInt32] = [:]) {
        self.oids = oids
    }

    /// The number of a type; 0, by which the server infers it, for a name that it does not know.
    func oid(of type: PostgresType) -> UInt32 {
        switch type {
        case .oid(let oid): oid
        case .named(let name): oids[name] ?? 0
        }
    }
}
