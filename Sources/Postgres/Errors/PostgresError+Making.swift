extension PostgresError {
    static func decoding(_ summary: String) -> PostgresError {
        PostgresError(.decoding, summary)
    }

    static func encoding(_ summary: String) -> PostgresError {
        PostgresError(.encoding, summary)
    }

    static func mismatch(_ expected: String, type: UInt32, count: Int) -> PostgresError {
        .decoding("expected \(expected), got \(count) bytes of the type with OID \(type)")
    }

    static let cancelled = PostgresError(.cancelled, "the task was cancelled before an answer came")

    static let cancelledUnderWay = PostgresError(
        .cancelled, "the task was cancelled while the statement was under way",
        mayHaveExecuted: true)

    static let closed = PostgresError(.closed, "the client has been shut down")

    static func overloaded(limit: Int) -> PostgresError {
        PostgresError(
            .overloaded, "\(limit) statements wait already: try again later, or raise queueLimit")
    }

    static func timedOut(lastFailure: PostgresError?) -> PostgresError {
        PostgresError(
            .timedOut,
            "no connection became free within queueTimeout"
                + (lastFailure.map { "; last failure: \($0.description)" } ?? ""),
            secret: lastFailure?.serverMessage)
    }

    /// A connection broke; libpq's message tells where it went to, so it stays out of sight.
    static func connectionLost(_ message: String, mayHaveExecuted: Bool) -> PostgresError {
        PostgresError(
            .connectionLost,
            mayHaveExecuted
                ? "the connection broke before the answer came: look whether the statement took effect"
                : "the connection broke: try again",
            secret: message, mayHaveExecuted: mayHaveExecuted)
    }

    static func connectionFailed(_ message: String) -> PostgresError {
        PostgresError(
            .connectionFailed,
            // libpq names host, port, user and database here, never a password or a customer.
            "cannot connect: " + message.split(separator: "\n").joined(separator: " "))
    }

    /// What is told of a failed result, by its SQLSTATE (PostgreSQL manual, appendix A).
    static func summary(ofRefusal sqlState: String?) -> String {
        switch sqlState {
        case nil: "the connection broke before the answer came"
        case "25006":
            "the server is read-only, perhaps a standby: connect to the primary, or name all hosts "
                + "with target_session_attrs=read-write"
        case "53100": "the server's disk is full: free space there"
        default: "the server refused the statement"
        }
    }

    /// Whether the connection cannot be used after an error of the server with this SQLSTATE.
    ///
    /// Class 57P is "the server ends" and class 08 "connection exception" of appendix A.
    static func endsConnection(_ sqlState: String) -> Bool {
        sqlState.hasPrefix("57P0") || sqlState.hasPrefix("08")
    }

    /// Whether a new connection may do what this one can't: settings of a database or a role reach
    /// new connections only, and another host may have become the primary.
    ///
    /// 25006 is "read only SQL transaction", 42501 "insufficient privilege"; by another `search_path`
    /// what is undefined may be found: a schema (3F000), a type or other object (42704), a
    /// function (42883), a table (42P01).
    var asksForNewConnection: Bool {
        guard code == .server, let sqlState else { return false }
        return ["25006", "3F000", "42501", "42704", "42883", "42P01"].contains(sqlState)
    }

    /// Whether a prepared statement is out of date: unknown on the server, or its result changed.
    var asksToPrepareAgain: Bool {
        sqlState == "26000" || sqlState == "0A000"
    }
}
