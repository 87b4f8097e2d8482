import EmbeddedPostgres
import Embedding
import LeadStore
import Postgres
import Settings

extension Examination {
    /// The model that made the vectors in the database, which need not be that of the settings.
    func activeModel() async -> Finding {
        do {
            guard let url = try await reachableDatabase() else {
                return Finding(
                    "vectors", .absent,
                    "the private PostgreSQL does not run, so nobody knows; see `leadline db start`")
            }
            guard let generation = try await activeGeneration(url) else {
                return Finding("vectors", .absent, "the database has no vectors yet")
            }
            let embedder = try ModelLocator(chosen: settings.model).model(of: generation)
            return Finding(
                "vectors", .good,
                "\(embedder.identity.name) (\(generation.contentHash.prefix(12))…), "
                    + "\(generation.dimensions) dimensions, made the vectors in the database")
        } catch {
            return Finding("vectors", .missing, "\(error)")
        }
    }

    /// The database of the settings, or the private one if it runs: nothing is started to look.
    private func reachableDatabase() async throws -> String? {
        if let url = settings.databaseURL { return url }
        return try await EmbeddedPostgres(settings).status().connectionString
    }

    private func activeGeneration(_ url: String) async throws -> Generation? {
        let client = try PostgresClient(PostgresConfiguration(connectionString: url))
        let outcome = await captured {
            try await LeadStore(client: client).activeGeneration()
        }
        await client.shutdown()
        do {
            return try outcome.get()
        } catch let error as PostgresError where error.sqlState == "42P01" {
            // undefined_table (PostgreSQL manual, appendix A): no migration has been applied yet.
            return nil
        }
    }
}
