import Logging
import Postgres

extension LeadWriter {
    /// For how long the database is asked again when connections break.
    ///
    /// To send a batch again is safe, as a lead that is there already under its id stays as it is.
    private static let patience = Duration.seconds(5)

    /// Sends a statement until an answer comes.
    func send(_ statement: SQL) async throws -> Rows {
        try await untilAnswered { try await store.client.query(statement) }
    }

    /// Asks the database again while connections break: for what may safely be done twice.
    func untilAnswered<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        let end = ContinuousClock.now + Self.patience
        var attempt = 1
        while true {
            let failure: PostgresError
            do {
                return try await body()
            } catch let error as PostgresError {
                failure = error
            }
            guard failure.isPassing, ContinuousClock.now < end else { throw failure }
            logger.warning(
                "The database is asked again",
                metadata: ["error": "\(failure)", "try": "\(attempt)"])
            try await Task.sleep(for: .milliseconds(50 << min(attempt, 4)))
            attempt += 1
        }
    }
}
