import EmbeddedPostgres
import Embedding
import Foundation
import Postgres
import Settings
import Similarity

/// What `doctor` looks at.
struct Examination {
    let settings: Settings

    func database() async -> Finding {
        do {
            return try await settings.databaseURL.map { url in
                { try await own(url) }
            }?() ?? privateServer()
        } catch {
            return Finding("database", .missing, "\(error)")
        }
    }

    private func own(_ url: String) async throws -> Finding {
        let client = try PostgresClient(PostgresConfiguration(connectionString: url))
        let outcome = await captured {
            try await client.query(
                """
                select current_setting('server_version'), current_setting('server_version_num')::int,
                    (select default_version from pg_available_extensions where name = 'vector')
                """
            ).only().decode(String.self, Int32.self, String?.self)
        }
        await client.shutdown()
        let (version, number, vector) = try outcome.get()
        guard number >= 140_000 else {
            return Finding("database", .missing, "PostgreSQL \(version): 14 or later is needed")
        }
        guard let vector else {
            return Finding(
                "database", .missing,
                "PostgreSQL \(version) has no pgvector: install postgresql-NN-pgvector there")
        }
        return Finding("database", .good, "PostgreSQL \(version), pgvector \(vector)")
    }

    private func privateServer() throws -> Finding {
        let found = try EmbeddedPostgres(settings).installation()
        return Finding(
            "database", .good, "private PostgreSQL \(found.majorVersion) in \(found.binDirectory)")
    }

    func model() -> Finding {
        do {
            let folder = try ModelLocator(chosen: settings.model).folder()
            let directory = try ModelDirectory(path: folder)
            try directory.verify()
            // A remote model's key is looked for; the service itself is asked by `models verify`.
            if directory.manifest.kind == .remote { _ = try directory.open() }
            let manifest = directory.manifest
            return Finding(
                "model", .good,
                "\(manifest.name), \(manifest.dimensions) dimensions, in \(folder)")
        } catch {
            return Finding("model", .missing, "\(error)")
        }
    }

    func port() -> Finding {
        do {
            try ListeningPort.check(settings)
            return Finding("port", .good, "\(settings.host):\(settings.port) is free")
        } catch {
            return Finding("port", .absent, "\(error)")
        }
    }

    func dataDirectory() -> Finding {
        let path = settings.dataDirectory
        guard settings.databaseURL == nil else {
            return Finding("data", .good, "kept in the database of LEADLINE_DATABASE_URL")
        }
        let manager = FileManager.default
        let existing = manager.fileExists(atPath: path)
        let place = existing ? path : URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard manager.isWritableFile(atPath: place) else {
            return Finding(
                "data", .missing, "'\(place)' can't be written: set LEADLINE_DATA_DIR to a folder")
        }
        return Finding("data", .good, existing ? path : "\(path) (will be made)")
    }

    func processor() -> Finding {
        do {
            try InstructionSet.check()
            return Finding("processor", .good, "kernels \(InstructionSet.active.rawValue)")
        } catch {
            return Finding("processor", .missing, "\(error)")
        }
    }

    func documentation() -> Finding {
        let path = settings.toolsDirectory + "/docs/swagger-ui-dist"
        guard FileManager.default.fileExists(atPath: path) else {
            return Finding("docs", .absent, "the pages of /docs load from a CDN; see `make setup`")
        }
        return Finding("docs", .good, path)
    }
}
