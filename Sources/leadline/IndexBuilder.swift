import Console
import LeadStore
import Postgres
import Synchronization

/// Builds an index on connections of its own, and shows how far it is.
final class IndexBuilder: Sendable {
    private let client: PostgresClient
    private let store: LeadStore
    private let generation: Generation
    private let build: VectorIndexBuild
    private let mark = OutgrownMark()

    /// Whether the graph outgrew its memory.
    var outgrew: Bool { mark.isSet }

    /// Makes it with a client of its own: a build takes longer than any other statement may.
    init(
        _ configuration: PostgresConfiguration, _ generation: Generation,
        _ build: VectorIndexBuild
    ) throws {
        var configuration = configuration
        configuration.applicationName = "leadline index"
        configuration.statementTimeout = .seconds(7 * 24 * 3600)
        configuration.onNotice = { [mark] notice in mark.take(notice) }
        client = try PostgresClient(configuration)
        store = LeadStore(client: client)
        self.generation = generation
        self.build = build
    }

    /// Builds; returns the seconds it took.
    func run() async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = await captured {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await self.showProgress() }
                try await self.store.buildVectorIndex(of: self.generation, self.build)
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        await client.shutdown()
        try outcome.get()
        let parts = (clock.now - start).components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }

    private func showProgress() async {
        var display = ProgressDisplay("Building", total: nil, terminal: .standardError)
        var phase = ""
        while !Task.isCancelled {
            // Progress that can't be read is no reason to stop the build.
            if let progress = try? await store.vectorIndexProgress(of: generation) {
                if progress.phase != phase {
                    if !phase.isEmpty { display.finish() }
                    phase = progress.phase
                    let total = progress.totalBlocks > 0 ? progress.totalBlocks : nil
                    display = ProgressDisplay(phase, total: total, terminal: .standardError)
                }
                display.report(progress.blocks)
            }
            try? await Task.sleep(for: .milliseconds(250))  // Cancelled: the loop looks itself.
        }
        display.finish()
    }
}

/// Notes what pgvector says while it builds, and tells it on standard error.
private final class OutgrownMark: Sendable {
    private let seen = Atomic(false)

    var isSet: Bool { seen.load(ordering: .relaxed) }

    func take(_ notice: PostgresNotice) {
        guard notice.message.contains("maintenance_work_mem") else { return }
        seen.store(true, ordering: .relaxed)
        let hint = notice.hint.map { " \($0)" } ?? ""
        StandardError.write("\nPostgreSQL: \(notice.message).\(hint)\n")
    }
}
