/// Why PostgreSQL, or the way to it, did not do what was asked.
///
/// `description` names no data of a customer and can go to a log or to a client of the service;
/// `String(reflecting:)` tells all, the server's message and the statement included.
public struct PostgresError: Error, Sendable {
    /// What kind of failure it was.
    public enum Code: String, Sendable {
        /// The server refused the statement; ``PostgresError/sqlState`` tells why.
        case server
        /// The settings make no sense.
        case invalidConfiguration
        /// No connection could be opened.
        case connectionFailed
        /// The connection broke while the statement was under way.
        case connectionLost
        /// The queue is full: try again later (HTTP 503 with Retry-After).
        case overloaded
        /// No connection became free in time.
        case timedOut
        /// The task was cancelled.
        case cancelled
        /// The client has been shut down.
        case closed
        /// A value could not be put in PostgreSQL's form.
        case encoding
        /// A value of the server has not the form or type that was asked for.
        case decoding
        /// The server or libpq did something that the protocol does not allow here.
        case protocolViolation
    }

    /// What kind of failure it was.
    public let code: Code
    private let details: Details

    /// Everything else, held apart so that the error is two words in size.
    final class Details: Sendable {
        let summary: String
        let serverMessage: String?
        let server: ServerReport
        let statement: String?
        let mayHaveExecuted: Bool

        init(
            summary: String, serverMessage: String? = nil, server: ServerReport = ServerReport(),
            statement: String? = nil, mayHaveExecuted: Bool = false
        ) {
            self.summary = summary
            self.serverMessage = serverMessage
            self.server = server
            self.statement = statement
            self.mayHaveExecuted = mayHaveExecuted
        }
    }

    init(_ code: Code, _ details: Details) {
        self.code = code
        self.details = details
    }

    init(_ code: Code, _ summary: String, secret: String? = nil, mayHaveExecuted: Bool = false) {
        self.init(
            code,
            Details(summary: summary, serverMessage: secret, mayHaveExecuted: mayHaveExecuted))
    }

    /// The five characters of SQLSTATE (PostgreSQL manual, appendix A), when the server sent them.
    public var sqlState: String? { details.server.sqlState }
    /// The constraint that was violated.
    public var constraint: String? { details.server.constraint }
    /// The schema of the table or type concerned.
    public var schema: String? { details.server.schema }
    /// The table concerned.
    public var table: String? { details.server.table }
    /// The column concerned.
    public var column: String? { details.server.column }
    /// The server's own words, which may hold data of a customer.
    public var serverMessage: String? { details.serverMessage }
    /// Whether the statement may have taken effect although no answer came but the server's end.
    public var mayHaveExecuted: Bool { details.mayHaveExecuted }

    /// The same error with the statement that it belongs to.
    func about(_ statement: String) -> PostgresError {
        guard details.statement == nil else { return self }
        return PostgresError(
            code,
            Details(
                summary: details.summary, serverMessage: details.serverMessage,
                server: details.server, statement: statement,
                mayHaveExecuted: details.mayHaveExecuted))
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What happened and what to do, without data of a customer.
    public var description: String {
        var text = "PostgreSQL: \(details.summary)"
        if let sqlState { text += " (SQLSTATE \(sqlState))" }
        if let constraint { text += ", constraint \(constraint)" }
        if let table { text += ", table \(table)" }
        if let column { text += ", column \(column)" }
        return text
    }

    /// All that is known, the server's message and the statement included.
    public var debugDescription: String {
        var text = "\(code.rawValue): \(description)"
        if let serverMessage { text += "\nmessage: \(serverMessage)" }
        if let detail = details.server.detail { text += "\ndetail: \(detail)" }
        if let hint = details.server.hint { text += "\nhint: \(hint)" }
        if let place = details.server.context { text += "\ncontext: \(place)" }
        if let position = details.server.position { text += "\nposition: \(position)" }
        if let statement = details.statement { text += "\nstatement: \(statement)" }
        if mayHaveExecuted { text += "\nthe statement may have been executed" }
        return text
    }
}
