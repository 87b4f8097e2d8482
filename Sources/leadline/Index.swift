import ArgumentParser
import Console
import LeadStore
import Settings

/// Builds, shows and drops the HNSW index of the active model's vectors.
struct Index: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Build, show or drop the HNSW index in PostgreSQL.",
        discussion: """
            The service needs none: it searches in memory. The index serves searches while that \
            one is loaded, data that does not fit in memory, and SQL users. Each lead that is \
            stored while it exists costs PostgreSQL 2 to 3 ms more.
            """,
        subcommands: [Build.self, Status.self, Drop.self])

    /// The generation that serves, in an opened database.
    static func open(
        _ common: SettingFlags,
        _ body: (Settings, Database, LeadStore, Generation) async throws -> Void
    ) async throws {
        let settings = try common.load().settings
        try await Database.open(settings, settings.logger()) { database in
            let store = LeadStore(client: database.client)
            guard let generation = try await store.activeGeneration() else {
                throw CommandError(
                    .unavailable, "There are no vectors yet: run `leadline serve` or `import`.")
            }
            try await body(settings, database, store, generation)
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell whether there is an index, and how much its searches find.")
        @OptionGroup var common: SettingFlags
        @Flag(help: "Report as JSON.") var json = false

        func run() async throws {
            try await Index.open(common) { _, _, store, generation in
                var report = Report(command: "index status")
                try await Self.fill(&report, store, generation)
                StandardOutput.write(json ? report.json(succeeded: true) : report.text())
            }
        }

        private static func fill(
            _ report: inout Report, _ store: LeadStore, _ generation: Generation
        ) async throws {
            let state = try await store.vectorIndex(of: generation)
            report.add("model", .text(generation.name))
            report.add("index", .text(generation.indexName))
            report.add("state", .text(state.word))
            report.add("vectors", .number(state.rows))
            report.add("bytes", .number(Int(state.bytes)))
            report.add("pgvector", .text(state.version))
            report.add("iterative_scan", .flag(state.scansOn))
            if let progress = try await store.vectorIndexProgress(of: generation) {
                report.add("phase", .text(progress.phase))
                report.add("blocks_done", .number(progress.blocks))
                report.add("blocks_total", .number(progress.totalBlocks))
            }
            for count in try await store.recall(of: generation) where count.wanted > 0 {
                let recall = Double(count.found) / Double(count.wanted)
                report.add("recall_\(count.filterClass)", .fraction(recall))
                report.add("recall_\(count.filterClass)_samples", .number(count.samples))
            }
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Drop the index; leads can be stored meanwhile.")
        @OptionGroup var common: SettingFlags
        @Flag(help: "Report as JSON.") var json = false

        func run() async throws {
            try await Index.open(common) { _, _, store, generation in
                let state = try await store.vectorIndex(of: generation)
                guard !state.isBuilding else {
                    throw CommandError(
                        .unavailable, "The index is being built: stop that with Ctrl-C first.")
                }
                try await store.dropVectorIndex(of: generation)
                try await store.forgetRecall(of: generation)
                var report = Report(command: "index drop")
                report.add("dropped", .flag(state.exists))
                StandardOutput.write(json ? report.json(succeeded: true) : report.text())
            }
        }
    }
}

extension VectorIndexState {
    /// Where the index stands, in one word.
    var word: String {
        if isBuilding { return "building" }
        return exists ? (isValid ? "ready" : "invalid") : "none"
    }
}
