import Digests
public import Leads
public import Postgres

extension LeadStore {
    /// Where vectors are found by their text.
    private static let leads: SQL = "lead_embeddings"
    private static let texts: SQL = "text_embeddings"

    /// The vectors of leads' texts that a generation has embedded already.
    public func vectors(
        ofLeadTexts keys: [TextKey], generation: Int32
    ) async throws(PostgresError) -> [TextKey: [Float]] {
        try await vectors(of: keys, in: Self.leads, generation)
    }

    /// The vectors of other texts, such as those of routes, that were stored by
    /// ``remember(_:generation:)``.
    public func vectors(
        ofOtherTexts keys: [TextKey], generation: Int32
    ) async throws(PostgresError) -> [TextKey: [Float]] {
        try await vectors(of: keys, in: Self.texts, generation)
    }

    private func vectors(
        of keys: [TextKey], in table: SQL, _ generation: Int32
    ) async throws(PostgresError) -> [TextKey: [Float]] {
        guard !keys.isEmpty else { return [:] }
        let rows = try await client.query(
            """
            select w.place, found.embedding
            from unnest(\(keys.map(\.workspace.uuid)), \(keys.map(\.hash.bytea)))
                with ordinality as w (workspace_id, text_hash, place)
            cross join lateral (
                select e.embedding from \(table) e
                where e.workspace_id = w.workspace_id and e.text_hash = w.text_hash
                    and e.model_id = \(generation)
                limit 1) found
            """)
        var found: [TextKey: [Float]] = [:]
        for row in rows {
            let (place, vector) = try row.decode(Int.self, Vector.self)
            found[keys[place - 1]] = vector.elements
        }
        return found
    }

    /// Stores vectors of texts that are no leads, so that nobody pays for them again.
    public func remember(
        _ vectors: [TextKey: [Float]], generation: Int32
    ) async throws(PostgresError) {
        for (key, vector) in vectors {
            _ = try await client.query(
                """
                insert into text_embeddings (workspace_id, text_hash, model_id, embedding)
                values (\(key.workspace.uuid), \(key.hash.bytea), \(generation),
                    \(Vector(vector)))
                on conflict do nothing
                """)
        }
    }

    /// Notes of which text the vector of a lead was made, after the commit that stored both.
    ///
    /// Without the note, the text is embedded once more when it comes again: nothing else.
    public func note(
        _ key: TextKey, of id: LeadID, generation: Int32
    ) async throws(PostgresError) {
        _ = try await client.query(
            """
            update lead_embeddings set text_hash = \(key.hash.bytea)
            where workspace_id = \(key.workspace.uuid) and lead_id = \(id.uuid)
                and model_id = \(generation)
            """)
    }
}

extension SHA256Digest {
    /// The digest as PostgreSQL takes it.
    var bytea: Bytea { Bytea(bytes: bytes) }
}
