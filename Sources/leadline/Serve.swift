import ArgumentParser
import Console
import Intake
import LeadAPI
import LeadSearch
import LeadStore
import Leads
import Logging
import ServiceLifecycle
import Settings
import Similarity
import WebAPI

/// Runs the service until SIGINT or SIGTERM.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the service.",
        discussion: """
            Without LEADLINE_DATABASE_URL a private PostgreSQL is started and stopped with it. \
            Every setting is an environment variable; see --print-config.
            """)

    @OptionGroup var common: SettingFlags
    @Option(help: "The address to listen on.") var host: String?
    @Option(help: "The port to listen on; 0 takes a free one.") var port: String?
    @Option(help: ArgumentHelp("The model of a new database.", valueName: "dir")) var model: String?
    @Option(help: "1 fills a new database with sample leads, 0 does not.") var demo: String?
    @Option(help: ArgumentHelp("Where `make setup` puts its tools.", valueName: "dir"))
    var toolsDir: String?
    @Option(help: ArgumentHelp("Keys of which clients must send one.", valueName: "keys"))
    var apiKeys: String?
    @Option(help: ArgumentHelp("The path under which a proxy publishes the service."))
    var rootPath: String?
    @Option(help: ArgumentHelp("Proxies that are believed (CIDR).", valueName: "networks"))
    var trustedProxies: String?
    @Option(help: "The origins whose pages may call the API.") var corsOrigins: String?
    @Option(help: ArgumentHelp("The largest request body.", valueName: "bytes"))
    var bodyLimit: String?
    @Option(help: ArgumentHelp("All large request bodies at once.", valueName: "bytes"))
    var bodiesLimit: String?
    @Option(help: "The requests a second of a key or an address; 0 for any number.")
    var rateLimit: String?
    @Option(help: "The requests that may come at once after a pause.") var rateBurst: String?
    @Option(help: "The threads that read requests; 0 for half of the processors.")
    var threads: String?
    @Option(help: "The pipelined connections to PostgreSQL.") var poolSize: String?
    @Option(help: ArgumentHelp("The candidates that a search by HNSW keeps.", valueName: "count"))
    var searchEffort: String?
    @Option(help: "How many of 1,000 searches by HNSW are repeated exactly.")
    var recallSample: String?
    @Option(help: ArgumentHelp("The memory that the index may take.", valueName: "MiB"))
    var indexMemory: String?
    @Option(help: ArgumentHelp("Keeps the index for a fast start.", valueName: "file"))
    var indexSnapshot: String?
    @Flag(help: "Show all settings with where they come from, and leave.") var printConfig = false

    func run() async throws {
        let loaded = try common.load([
            "host": host, "port": port, "model": model, "demo": demo, "tools_dir": toolsDir,
            "api_keys": apiKeys, "root_path": rootPath, "trusted_proxies": trustedProxies,
            "cors_origins": corsOrigins, "body_limit": bodyLimit, "bodies_limit": bodiesLimit,
            "rate_limit": rateLimit, "rate_burst": rateBurst, "threads": threads,
            "pool_size": poolSize,
            "search_effort": searchEffort, "recall_sample": recallSample,
            "index_memory": indexMemory, "index_snapshot": indexSnapshot,
        ])
        if printConfig {
            StandardOutput.write(loaded.rendered())
            return
        }
        let settings = loaded.settings
        let logger = settings.logger()
        try ListeningPort.check(settings)
        try InstructionSet.check()
        try await Session.open(settings, logger) { session in
            if session.isNew && wantsSamples(loaded) {
                try await session.store.setWantsSamples(true, of: session.workspace.id)
            }
            // A start that was stopped halfway is gone on with: no sample is stored twice.
            if try await session.store.wantsSamples(session.workspace.id) {
                try await fill(session)
                try await session.store.setWantsSamples(false, of: session.workspace.id)
            }
            try await serve(session, settings, logger)
        }
        logger.notice("Stopped")
    }

    /// A database of the user's own gets sample leads only when that was asked for.
    private func wantsSamples(_ loaded: LoadedSettings) -> Bool {
        let setting = Setting.all.first { $0.name == "demo" }
        let source = setting.flatMap { loaded.source(of: $0) }
        let isChosen = source != SettingSource.defaultValue
        return loaded.settings.demo && (loaded.settings.databaseURL == nil || isChosen)
    }

    private func fill(_ session: Session) async throws {
        let samples = SampleData(intake: session.intake, workspace: session.workspace)
        try await samples.addRoutes()
        var bar = ProgressDisplay("Sample leads", total: SampleData.count, terminal: .standardError)
        try await samples.addLeads { done in bar.report(done) }
        bar.finish()
    }

    private func serve(_ session: Session, _ settings: Settings, _ logger: Logger) async throws {
        let search = LeadSearch(session.store, settings, logger)
        let leads = LeadAPI(
            intake: session.intake, workspace: session.workspace, rootPath: settings.rootPath,
            bulkBodyLimit: 8 * settings.bodyLimit, search: search)
        let metrics = APIMetrics()
        let api = try WebAPI.API(
            LeadAPI.info(version: Leadline.version),
            operations: leads.operations + [
                .metrics(metrics, security: .apiKey) {
                    try await leads.gauges() + leads.counters.text
                        + search.recall.snapshot().text + ProcessMetrics.text()
                }
            ],
            settings: try APISettings(settings), metrics: metrics, logger: logger)
        let limits = ServerSettings(settings)
        OpenFiles.raiseLimit(for: limits, logger)
        let server = HTTPServer(api, settings: limits, logger: logger) { port in
            StandardOutput.write(Welcome(settings: settings, port: port).text)
        }
        let follower = IndexFollower(
            intake: session.intake, workspaces: [session.workspace.slug],
            models: session.models, logger: logger)
        let position = try await withThrowingTaskGroup(of: ChangePosition?.self) { group in
            group.addTask {
                await follower.run(from: session.position, snapshot: settings.indexSnapshot)
            }
            group.addTask {
                await runBeside(session, search, logger)
                return nil
            }
            let outcome = await captured {
                let service = ServiceGroup(services: [server], logger: logger)
                Interruption.current.handOver(
                    to: Interruption.Service(
                        stop: { await service.triggerGracefulShutdown() },
                        breakOff: { server.breakOff() }))
                try Task.checkCancellation()
                try await service.run()
            }
            group.cancelAll()
            var position: ChangePosition?
            for try await reached in group { position = reached ?? position }
            try outcome.get()
            return position
        }
        if let file = settings.indexSnapshot, let position {
            await follower.saveSnapshot(to: file, at: position)
        }
    }
}
