import Leads
import Logging
import Postgres

/// The COPY statements that store leads, as one script.
struct LeadCopies: Sendable {
    private let leads: CopyColumns
    private let vectors: CopyColumns
    private let script: String

    /// Prepares them for rows of `lead_in`, whose attributes are the columns of both tables.
    init(of type: CompositeType) {
        let keys: Set = ["workspace_id", "lead_id", "model_id"]
        leads = CopyColumns(of: type) { $0.name != "embedding" }
        vectors = CopyColumns(of: type) { keys.contains($0.name) || $0.name == "embedding" }
        script = """
            \(leads.statement(into: "leads"));
            \(vectors.statement(into: "lead_embeddings"));
            SELECT pg_current_xact_id()::text, (extract(epoch FROM now()) * 1000000)::bigint::text
            """
    }

    /// Stores leads with their vectors in one transaction, which leaves the same mark on all.
    func send(
        _ rows: [[UInt8]], on connection: PostgresConnection
    ) async throws -> StoredMark {
        let answer = try await connection.copyIn(
            script: script, [try leads.data(of: rows), try vectors.data(of: rows)]
        ).only()
        let (transaction, moment) = try answer.decode(String.self, String.self)
        return try StoredMark(transaction: transaction, microsecondsSince1970: moment)
    }
}

extension LeadWriter {
    /// Stores leads that can't be there yet by COPY, which costs PostgreSQL least but fails as a
    /// whole.
    ///
    /// What COPY can't do is left to ``write(_:_:)``: single leads that were refused, and whatever
    /// another try may mend.
    func copy(_ batch: [Entry], _ results: inout [Outcome?]) async {
        guard !batch.isEmpty else { return }
        do {
            let mark = try await store.client.withConnection { connection in
                try await copies.send(batch.map(\.row), on: connection)
            }
            for entry in batch { results[entry.place] = .stored(mark) }
        } catch let error as PostgresError where error.isAboutData {
            await copyAround(error, batch, &results)
        } catch {
            logger.debug(
                "A batch could not be copied, it is inserted", metadata: ["error": "\(error)"])
            await write(batch, &results)
        }
    }

    /// Tries a refused lead by itself, and copies those before it and those after it.
    private func copyAround(
        _ error: PostgresError, _ batch: [Entry], _ results: inout [Outcome?]
    ) async {
        guard let line = error.copyLine, batch.indices.contains(line - 1) else {
            return await writeOneByOne(batch, refused: error, &results)
        }
        await copy(Array(batch[..<(line - 1)]), &results)
        await writeOneByOne([batch[line - 1]], refused: error, &results)
        await copy(Array(batch[line...]), &results)
    }
}
