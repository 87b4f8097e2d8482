extension PostgresClient {
    /// Looks up a composite type of the database, to encode values of it.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when there is no composite type of this name.
    public func compositeType(named name: String) async throws(PostgresError) -> CompositeType {
        let rows = try await query(
            """
            SELECT t.oid, t.typarray, a.attname, a.atttypid
            FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid
            WHERE t.oid = to_regtype(\(name))::oid AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum
            """)
        guard let first = rows.first else {
            throw .decoding("there is no composite type \(name): run the migrations")
        }
        let fields = try rows.map { row throws(PostgresError) in
            CompositeType.Field(
                name: try row.decode(String.self, at: 2), type: try row.decode(UInt32.self, at: 3))
        }
        return CompositeType(
            name: name, oid: try first.decode(UInt32.self, at: 0),
            arrayOID: try first.decode(UInt32.self, at: 1), fields: fields)
    }
}
