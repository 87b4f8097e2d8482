public import Leads
import Postgres

extension LeadStore {
    private static let columns: SQL =
        "model_id, name, content_hash, dimensions, text_template, location, state"

    /// The generation that serves; nil before the first.
    public func activeGeneration() async throws -> Generation? {
        let rows = try await client.query(
            "select \(Self.columns) from embedding_models where state = 'active'")
        return try rows.first.map { row in try Self.generation(row) }
    }

    /// Throws `PostgresError` when the database takes no changes now, as one that is read-only.
    public func checkWritable() async throws {
        // Refused by its kind: it locks no row, and waits only for who holds the whole table.
        _ = try await client.query("select from leads where false for key share")
    }

    /// The generation of a model; it is made, with its partition, when there is none.
    ///
    /// The first generation of a database becomes the active one at once.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - dimensions: The length of its vectors, 1…16,000.
    ///   - location: The model's folder, for processes that follow a change of model.
    /// - Returns: The generation as it is stored.
    /// - Throws: `PostgresError`.
    public func openGeneration(
        of model: ModelReference, dimensions: Int, location: String
    ) async throws -> Generation {
        try await client.transaction { connection in
            _ = try await connection.query("select pg_advisory_xact_lock(7326001)")
            _ = try await connection.query(
                """
                insert into embedding_models
                    (name, content_hash, dimensions, text_template, location, state, activated_at)
                select \(model.name), \(model.contentHash), \(Int32(dimensions)),
                    \(model.textTemplate), \(location),
                    case when active.there then 'filling' else 'active' end,
                    case when active.there then null else now() end
                from (select exists (
                    select from embedding_models where state = 'active') as there) active
                on conflict (content_hash, text_template) do update set location = excluded.location
                """)
            let rows = try await connection.query(
                """
                select \(Self.columns) from embedding_models
                where content_hash = \(model.contentHash)
                    and text_template = \(model.textTemplate)
                """)
            let generation = try Self.generation(rows.only())
            _ = try await connection.query(Self.makePartition(generation))
            return generation
        }
    }

    /// Makes a generation the active one; the one before is retired in the same commit.
    public func activate(_ generation: Generation) async throws {
        try await client.transaction { connection in
            _ = try await connection.query("select pg_advisory_xact_lock(7326001)")
            _ = try await connection.query(
                "update embedding_models set state = 'retired' where state = 'active'")
            _ = try await connection.query(
                """
                update embedding_models set state = 'active', activated_at = now()
                where model_id = \(generation.id)
                """)
        }
    }

    private static func makePartition(_ generation: Generation) -> SQL {
        let table = "lead_embeddings_\(generation.id)"
        return SQL(
            unsafeSQL: """
                create table if not exists \(table) partition of lead_embeddings (
                    constraint \(table)_dimensions
                    check (vector_dims(embedding) = \(generation.dimensions)))
                for values in (\(generation.id))
                """)
    }

    private static func generation(_ row: Row) throws -> Generation {
        let (id, name, hash, dimensions, template, location, word) = try row.decode(
            Int32.self, String.self, String.self, Int32.self, Int32.self, String.self, String.self)
        guard let state = Generation.State(rawValue: word) else {
            throw StoreError(
                .unexpectedData, "Model generation \(id) has an unknown state: update the service.")
        }
        return Generation(
            id: id, name: name, contentHash: hash, dimensions: Int(dimensions),
            textTemplate: template, location: location, state: state)
    }
}
