import CLibpq

/// Opens connections, each attempt on a thread of its own.
///
/// Name resolution and the SCRAM exchange block for milliseconds even in libpq's asynchronous
/// calls; on the loop's thread they would hold up every query.
enum Connector {
    /// Connects, sets the session up and looks up types; blocks.
    static func open(
        _ configuration: PostgresConfiguration, lockTimeout: Duration?
    ) -> Result<ConnectionHandle, PostgresError> {
        let parameters = [
            // Settings before "dbname" yield to the connection string, which "dbname" expands to.
            ("connect_timeout", "\(max(2, configuration.connectTimeout.components.seconds))"),
            // A server that is gone without a word is noticed, one that is at work and does not read
            // what is sent meanwhile is waited for.
            ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "\(silenceLimit(configuration).wholeMilliseconds)"),
            ("fallback_application_name", configuration.applicationName),
            ("dbname", configuration.connectionString),
            ("client_encoding", "UTF8"),
        ]
        guard let connection = unsafe connect(parameters) else {
            return .failure(.connectionFailed("out of memory"))
        }
        guard unsafe PQstatus(connection) == CONNECTION_OK else {
            let message = unsafe PQerrorMessage(connection).map { unsafe String(cString: $0) }
            unsafe PQfinish(connection)
            return .failure(.connectionFailed(message ?? "no message"))
        }
        let notices = configuration.onNotice.map { NoticeReceiver($0) }
        unsafe NoticeReceiver.install(notices, on: connection)
        let types: TypeCatalog
        do {
            types = try unsafe setUp(connection, configuration, lockTimeout)
        } catch {
            unsafe PQfinish(connection)
            return .failure(error)
        }
        unsafe PQsetnonblocking(connection, 1)
        return .success(unsafe ConnectionHandle(connection, types: types, notices: notices))
    }

    /// How long bytes may stay unread by the server.
    private static func silenceLimit(_ configuration: PostgresConfiguration) -> Duration {
        min((configuration.statementTimeout ?? .seconds(60)) + .seconds(5), .seconds(60))
    }

    private static func connect(_ parameters: [(String, String)]) -> OpaquePointer? {
        unsafe withTextPointers(parameters.map(\.0)) { keys in
            unsafe withTextPointers(parameters.map(\.1)) { values in
                unsafe PQconnectdbParams(keys, values, 1)
            }
        }
    }

    /// Lends the texts as a list that ends with a null address, as libpq wants it.
    private static func withTextPointers<R>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R
    ) -> R {
        var characters: [CChar] = []
        var starts: [Int] = []
        for text in texts {
            starts.append(characters.count)
            characters.append(contentsOf: text.utf8CString)
        }
        return unsafe characters.withUnsafeBufferPointer { characters in
            var pointers = unsafe starts.map { unsafe characters.baseAddress?.advanced(by: $0) }
            unsafe pointers.append(nil)
            return unsafe body(pointers)
        }
    }

    /// Sets the timeouts and reads the numbers of types, in one round trip.
    private static func setUp(
        _ connection: OpaquePointer, _ configuration: PostgresConfiguration,
        _ lockTimeout: Duration?
    ) throws(PostgresError) -> TypeCatalog {
        var script = ""
        if let timeout = configuration.statementTimeout {
            script = "SET statement_timeout = \(timeout.wholeMilliseconds);"
        }
        if let lockTimeout { script += "SET lock_timeout = \(lockTimeout.wholeMilliseconds);" }
        let names = TypeCatalog.names
        script += "SELECT "
        script += names.map { "coalesce(to_regtype('\($0)')::oid, 0)::text" }
            .joined(separator: ", ")
        guard let answer = unsafe PQexec(connection, script) else {
            throw PostgresError.connectionFailed("no answer to the first statement")
        }
        let result = unsafe ResultHandle(answer)
        guard result.status == PGRES_TUPLES_OK else { throw result.error }
        var oids: [String: UInt32] = [:]
        for (index, name) in names.enumerated() {
            guard let text = result.text(row: 0, column: index), let oid = UInt32(text), oid != 0
            else { continue }
            oids[name] = oid
        }
        return TypeCatalog(oids)
    }
}

extension Duration {
    /// Milliseconds, at least 1.
    var wholeMilliseconds: Int64 {
        max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }
}
