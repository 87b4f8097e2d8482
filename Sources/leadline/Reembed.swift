import ArgumentParser
import Console
import Embedding
import Intake
import LeadStore
import Settings

/// Moves every lead to another model.
struct Reembed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move every lead to another model.",
        discussion: """
            Works in batches and may be stopped at any time: run it again and it goes on. When all \
            leads have a vector of the new model, that one becomes active; a running service takes \
            it up by itself within a second.
            """)

    @OptionGroup var common: SettingFlags
    @Option(help: ArgumentHelp("The new model's folder or name.", valueName: "dir"))
    var model: String
    @Option(help: "How many leads are worked on at once; a remote model's own limit otherwise.")
    var batch: Int?
    @Flag(help: "Report as JSON.") var json = false

    func validate() throws {
        guard batch.map({ (1...10_000).contains($0) }) ?? true else {
            throw ValidationError("--batch is 1 to 10000.")
        }
    }

    func run() async throws {
        let settings = try common.load().settings
        let folder = try ModelLocator(chosen: model).folder()
        let embedder = try ModelDirectory(path: folder).open()
        try await Database.open(settings, settings.logger()) { database in
            let store = LeadStore(client: database.client)
            let generation = try await store.openGeneration(
                of: .init(embedder.identity), dimensions: embedder.identity.dimensions,
                location: folder)
            let before = try await store.coverage(of: generation)
            var bar = ProgressDisplay(
                "Re-embedding", total: before.leads,
                terminal: .standardError)
            let progress = try await telling(store, generation) {
                try await Reembedding(
                    store: store, model: embedder, batch: batch ?? embedder.effort.leadsAtOnce
                ).run(into: generation) { bar.report($0.done) }
            }
            bar.finish()
            report(progress, try await store.coverage(of: generation), generation)
        }
    }

    /// A model that stops in the middle, away or out of budget, has lost nothing: how far it came
    /// is told with the error.
    private func telling<Result>(
        _ store: LeadStore, _ generation: Generation, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let error as ModelError {
            let coverage = try await store.coverage(of: generation)
            throw CommandError(
                error.code == .unavailable ? .unavailable : .stopped,
                """
                \(error)
                \(coverage.vectors) of \(coverage.leads) leads have a vector of \(generation.name); \
                run the same command again and it goes on from there.
                """)
        }
    }

    private func report(
        _ progress: Reembedding.Progress, _ coverage: (leads: Int, vectors: Int),
        _ generation: Generation
    ) {
        var report = Report(command: "reembed")
        report.add("model", .text(generation.name))
        report.add("content_hash", .text(generation.contentHash))
        report.add("embedded_now", .number(progress.embedded))
        report.add("leads", .number(coverage.leads))
        report.add("with_vector", .number(coverage.vectors))
        StandardOutput.write(json ? report.json(succeeded: true) : report.text())
    }
}

extension EmbeddingEffort {
    /// How many leads are read and embedded before the next are read.
    fileprivate var leadsAtOnce: Int {
        if case .remote(let batch, let concurrency) = self { batch * concurrency } else { 500 }
    }
}
