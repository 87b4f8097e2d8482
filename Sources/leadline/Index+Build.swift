import ArgumentParser
import Console
import LeadStore
import Postgres

extension Index {
    struct Build: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Build the HNSW index while leads are stored and searched.",
            discussion: """
                What a build that was interrupted left behind is dropped first. When the graph \
                outgrows the memory, the build goes on, many times slower.
                """)
        @OptionGroup var common: SettingFlags
        @Option(help: "The links of each vector (m), 2 to 100.") var m = 16
        @Option(help: "The candidates kept while a vector is put in, 4 to 1000.")
        var efConstruction = 64
        @Option(help: "The memory for the graph in MiB; what it is expected to need if not given.")
        var memory: Int?
        @Option(help: "The processes that help, 0 to 64; the server's own setting if not given.")
        var workers: Int?
        @Flag(help: "Build anew though there is an index.") var force = false
        @Flag(help: "Report as JSON.") var json = false

        func validate() throws {
            guard (2...100).contains(m) else { throw ValidationError("--m is 2 to 100.") }
            guard (4...1000).contains(efConstruction), efConstruction >= 2 * m else {
                throw ValidationError("--ef-construction is 4 to 1000, and twice m at least.")
            }
            if let memory, !(1...1_048_576).contains(memory) {
                throw ValidationError("--memory is 1 to 1048576 MiB.")
            }
            if let workers, !(0...64).contains(workers) {
                throw ValidationError("--workers is 0 to 64.")
            }
        }

        func run() async throws {
            try await Index.open(common) { _, database, store, generation in
                try await build(database, store, generation)
            }
        }

        private func build(
            _ database: Database, _ store: LeadStore, _ generation: Generation
        ) async throws {
            guard generation.dimensions <= Generation.mostIndexedDimensions else {
                throw CommandError(
                    .setting,
                    "An HNSW index takes \(Generation.mostIndexedDimensions) dimensions at most, "
                        + "the model has \(generation.dimensions): exact searches go on.")
            }
            let state = try await store.vectorIndex(of: generation)
            if try await isDone(state) { return }
            if state.exists {
                StandardError.write(
                    state.isLeftover
                        ? "A build that was interrupted left an unusable index: it is dropped.\n"
                        : "The index that is there is dropped.\n")
                try await store.dropVectorIndex(of: generation)
            }
            try await store.forgetRecall(of: generation)
            let vectors = try await store.coverage(of: generation).vectors
            try await construct(database, generation, vectors)
        }

        /// Says what there is when there is nothing to do.
        private func isDone(_ state: VectorIndexState) async throws -> Bool {
            if state.isBuilding {
                throw CommandError(
                    .unavailable, "The index is being built: `leadline index status` tells more.")
            }
            guard state.isValid, !force else { return false }
            var report = Report(command: "index build")
            report.add("built", .flag(false))
            report.add("state", .text(state.word))
            StandardOutput.write(json ? report.json(succeeded: true) : report.text())
            return true
        }

        private func construct(
            _ database: Database, _ generation: Generation, _ vectors: Int
        ) async throws {
            let needed = VectorIndexBuild.memory(
                vectors: vectors, dimensions: generation.dimensions, links: m)
            let granted = max(memory.map { Int64($0) << 20 } ?? needed, 64 << 20)
            StandardError.write(
                "\(Quantity.count(vectors)) vectors need about \(Quantity.bytes(needed)) of "
                    + "maintenance_work_mem; \(Quantity.bytes(granted)) are given.\n")
            if granted < needed {
                StandardError.write(
                    "That is too little to build in memory: it will take many times longer.\n")
            }
            var build = VectorIndexBuild(memory: granted)
            build.links = m
            build.effort = efConstruction
            build.workers = workers
            let builder = try IndexBuilder(
                database.client.configuration, generation, build)
            let elapsed = try await builder.run()
            var report = Report(command: "index build")
            report.add("built", .flag(true))
            report.add("vectors", .number(vectors))
            report.add("seconds", .fraction(elapsed))
            report.add("fits_in_memory", .flag(!builder.outgrew))
            let state = try await LeadStore(client: database.client).vectorIndex(of: generation)
            report.add("bytes", .number(Int(state.bytes)))
            StandardOutput.write(json ? report.json(succeeded: true) : report.text())
        }
    }
}
