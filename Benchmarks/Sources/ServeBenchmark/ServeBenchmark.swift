import Glibc
import Logging
import Schema
import WebAPI

/// A small lead, as the benchmark posts it.
struct Note: Sendable {
    var name: String
    var email: EmailAddress
    var tier: Int
}

extension Note: Contracted {
    static let contract = Contract<Self>(
        "Note", Self.init, Field("name", \.name, .length(1...100)), Field("email", \.email),
        Field("tier", \.tier, .range(0...10)))
}

/// Serves trivial operations; prints the CPU time used when it is asked for it.
///
/// `POST /notes` reads and writes a contract; `POST /later` does so after all that wait were woken
/// together by another thread, as a store does that commits in batches; `GET /cpu` gives the process's CPU microseconds.
@main struct ServeBenchmark {
    static func main() async throws {
        let echo = Operation(
            .post, "/notes", id: "echo", summary: "Echo", input: .body(Note.self),
            answers: [.created(Note.self)]
        ) { _, note in .created(note) }
        let batch = Batch()
        let later = Operation(
            .post, "/later", id: "later", summary: "Echo from another thread",
            input: .body(Note.self), answers: [.created(Note.self)]
        ) { _, note in
            await batch.wait()
            return .created(note)
        }
        let cpu = Operation(
            .get, "/cpu", id: "cpu", summary: "CPU microseconds",
            answers: [Answer(.ok, .text)]
        ) { _ in .text("\(cpuMicroseconds())") }
        let logger = Logger(label: "benchmark")
        let arguments = CommandLine.arguments
        let threads = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
        var settings = ServerSettings()
        settings.port = arguments.count > 1 ? Int(arguments[1]) ?? 8099 : 8099
        settings.threads = threads
        let api = try API(
            APIInfo(title: "Benchmark", version: "1"), operations: [echo, later, cpu],
            metrics: APIMetrics(), logger: logger)
        Task.detached { try await batch.run() }
        try await HTTPServer(api, settings: settings, logger: logger).run()
    }

    static func cpuMicroseconds() -> Int {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let user = usage.ru_utime, system = usage.ru_stime
        return (user.tv_sec + system.tv_sec) * 1_000_000 + Int(user.tv_usec + system.tv_usec)
    }
}
