import Postgres

extension PostgresBenchmark {
    /// Inserts from many tasks while somebody kills and starts the server, then counts.
    ///
    /// Prints how many rows were acknowledged, how many of those are missing (must be 0), how many
    /// are there though they were said not to be (must be 0), and the longest time without success.
    static func restarts(_ client: PostgresClient, tasks: Int, seconds: Int) async throws {
        try await client.execute(
            script:
                "DROP TABLE IF EXISTS restart_check; CREATE TABLE restart_check (id int8 PRIMARY KEY)"
        )
        let end = ContinuousClock.now + .seconds(seconds)
        var total = Tally()
        await withTaskGroup(of: Tally.self) { group in
            for task in 0..<tasks {
                group.addTask { await insert(client, from: task, step: tasks, until: end) }
            }
            for await tally in group { total.add(tally) }
        }
        // Whoever restarts the server may not be done yet.
        try await Task.sleep(for: .seconds(3))
        let there = Set(
            try await client.query("SELECT coalesce(array_agg(id), '{}') FROM restart_check")
                .value([Int].self))
        print(
            "acknowledged", total.stored.count, "missing",
            Set(total.stored).subtracting(there).count,
            "refused", total.refused.count, "refused yet there",
            there.intersection(total.refused).count, "unknown", total.unknown,
            "longest silence", total.longestSilence, "codes", total.codes)
    }

    private static func insert(
        _ client: PostgresClient, from first: Int, step: Int, until end: ContinuousClock.Instant
    ) async -> Tally {
        var tally = Tally()
        var last = ContinuousClock.now
        var number = first
        while .now < end {
            do throws(PostgresError) {
                _ = try await client.query("INSERT INTO restart_check VALUES (\(number))")
                tally.stored.append(number)
                tally.longestSilence = max(tally.longestSilence, .now - last)
                last = .now
            } catch {
                if error.mayHaveExecuted {
                    tally.unknown += 1
                } else {
                    tally.refused.append(number)
                }
                tally.codes[error.sqlState ?? error.code.rawValue, default: 0] += 1
            }
            number += step
        }
        return tally
    }
}

/// What became of the statements of one task.
struct Tally: Sendable {
    var stored: [Int] = []
    var refused: [Int] = []
    var unknown = 0
    var longestSilence: Duration = .zero
    var codes: [String: Int] = [:]

    mutating func add(_ other: Tally) {
        stored += other.stored
        refused += other.refused
        unknown += other.unknown
        longestSilence = max(longestSilence, other.longestSilence)
        codes.merge(other.codes, uniquingKeysWith: +)
    }
}
