import Logging
import Postgres

extension LeadWriter {
    /// For how long the database is asked again when connections break.
    ///
    /// To send a batch again is safe, as a lead that is there already under its id stays as it is.
    private static let patience = Duration.seconds(5)

    /// Sends a statement that stores leads until an answer comes.
    ///
    /// - Parameters:
    ///   - statement: What stores them.
    ///   - wasLost: Whether an answer about these leads was lost before; set when one is.
    /// - Returns: The answer.
    /// - Throws: `StoreError` with code `.outcomeUnknown` when an answer was lost and no later one
    ///   tells what became of the leads; `PostgresError` when nothing was stored.
    func send(_ statement: SQL, _ wasLost: inout Bool) async throws -> Rows {
        do {
            return try await untilAnswered(&wasLost) { try await store.client.query(statement) }
        } catch let error as PostgresError where wasLost && !error.isAboutData {
            logger.error("An answer of the database was lost", metadata: ["error": "\(error)"])
            throw StoreError.answerLost
        }
    }

    /// Asks the database again while connections break: for what changes nothing.
    func untilAnswered<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        var wasLost = false
        return try await untilAnswered(&wasLost, body)
    }

    /// Asks the database again while connections break: for what may safely be done twice.
    private func untilAnswered<Answer>(
        _ wasLost: inout Bool, _ body: () async throws -> Answer
    ) async throws -> Answer {
        let end = ContinuousClock.now + Self.patience
        var attempt = 1
        while true {
            let failure: PostgresError
            do {
                return try await body()
            } catch let error as PostgresError {
                failure = error
            }
            wasLost = wasLost || failure.mayHaveExecuted
            guard failure.isPassing, ContinuousClock.now < end else { throw failure }
            logger.warning(
                "The database is asked again",
                metadata: ["error": "\(failure)", "try": "\(attempt)"])
            // Once the task is cancelled the next try fails at once, and what was lost is still told.
            try? await Task.sleep(for: .milliseconds(50 << min(attempt, 4)))
            attempt += 1
        }
    }
}

extension StoreError {
    /// For a lead that was sent to the database, which has not answered.
    static let answerLost = StoreError(
        .outcomeUnknown,
        "The answer of the database was lost, so the lead may be stored or not: look for it, or "
            + "send it again under its external_id, which stores it once.")
}
