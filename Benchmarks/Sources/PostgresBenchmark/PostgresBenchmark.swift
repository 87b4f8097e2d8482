import Postgres

/// Measures the client: `PostgresBenchmark <connection string> [tasks] [seconds] [connections]`.
///
/// With `selects` or `copies` as last argument it measures only these, and with `restarts` it
/// inserts while you kill and start the server.
@main
struct PostgresBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else {
            print("usage: PostgresBenchmark <connection string> [tasks] [seconds] [connections]")
            return
        }
        let tasks = number(arguments, 2) ?? 64
        let seconds = number(arguments, 3) ?? 5
        var configuration = PostgresConfiguration(connectionString: arguments[1])
        configuration.pipelinedConnections = number(arguments, 4) ?? 2
        let client = try PostgresClient(configuration)
        _ = try await client.query("SELECT 1::int4")
        switch arguments.last {
        case "restarts": try await restarts(client, tasks: tasks, seconds: seconds)
        case "selects": try await selects(client, tasks: tasks, seconds: seconds)
        case "copies": try await copies(client)
        default:
            try await selects(client, tasks: tasks, seconds: seconds)
            try await copies(client)
        }
        await client.shutdown()
    }

    private static func number(_ arguments: [String], _ index: Int) -> Int? {
        arguments.count > index ? Int(arguments[index]) : nil
    }

    /// `SELECT $1::int4` from many tasks at once.
    static func selects(_ client: PostgresClient, tasks: Int, seconds: Int) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let end = start + .seconds(seconds)
        let startCPU = ProcessTime.now
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var count = 0
                    while clock.now < end {
                        let value = Int32(truncatingIfNeeded: task &+ count)
                        let answer = try await client.query("SELECT \(value)::int4")
                        guard try answer.value(Int32.self) == value else { return -1 }
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        let elapsed = (clock.now - start) / .seconds(1)
        let cpu = (ProcessTime.now - startCPU) * 1e6 / Double(total)
        print(
            "SELECT $1::int4, \(tasks) tasks:", Int(Double(total) / elapsed), "/s,",
            "client CPU per query:", (cpu * 10).rounded() / 10, "µs")
    }
}
