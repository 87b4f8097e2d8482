import CLibpq

/// Opens connections, each attempt on a thread of its own.
///
/// Name resolution and the SCRAM exchange block for milliseconds even in libpq's asynchronous
/// calls; on the loop's thread they would hold up every query.
enum Connector {
    /// Connects, sets the session up and looks up types; blocks.
    static func open(
        _ configuration: PostgresConfiguration
    ) -> Result<ConnectionHandle, PostgresError> {
        let parameters = [
            // Settings before "dbname" yield to the connection string, which "dbname" expands to.
            ("connect_timeout", "\(max(2, configuration.connectTimeout.components.seconds))"),
            ("fallback_application_name", configuration.applicationName),
            ("dbname", configuration.connectionString),
            ("client_encoding", "UTF8"),
        ]
        guard let connection = connect(parameters) else {
            return .failure(.connectionFailed("out of memory"))
        }
        guard unsafe PQstatus(connection) == CONNECTION_OK else {
            let message = unsafe PQerrorMessage(connection).map { unsafe String(cString: $0) }
            unsafe PQfinish(connection)
            return .failure(.connectionFailed(message ?? "no message"))
        }
        unsafe PQsetNoticeReceiver(connection, { _, _ in }, nil)
        let types: TypeCatalog
        do {
            types = try setUp(connection, configuration)
        } catch {
            unsafe PQfinish(connection)
            return .failure(error)
        }
        unsafe PQsetnonblocking(connection, 1)
        return .success(ConnectionHandle(connection, types: types))
    }

    private static func connect(_ parameters: [(String, String)]) -> OpaquePointer? {
        var keys: [UnsafeMutablePointer<CChar>?] = []
        var values: [UnsafeMutablePointer<CChar>?] = []
        for (key, value) in parameters {
            unsafe keys.append(copy(key))
            unsafe values.append(copy(value))
        }
        unsafe keys.append(nil)
        unsafe values.append(nil)
        defer {
            for pointer in unsafe keys + values {
                unsafe pointer?.deallocate()
            }
        }
        let constantKeys = unsafe keys.map { unsafe UnsafePointer($0) }
        let constantValues = unsafe values.map { unsafe UnsafePointer($0) }
        return unsafe PQconnectdbParams(constantKeys, constantValues, 1)
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() {
            unsafe (pointer + index).initialize(to: byte)
        }
        return unsafe pointer
    }

    /// Sets the statement timeout and reads the numbers of types, in one round trip.
    private static func setUp(
        _ connection: OpaquePointer, _ configuration: PostgresConfiguration
    ) throws(PostgresError) -> TypeCatalog {
        var script = ""
        if let timeout = configuration.statementTimeout {
            script = "SET statement_timeout = \(timeout.wholeMilliseconds);"
        }
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
            let text = result.withField(row: 0, column: index) { bytes in
                (copy bytes).map { String(decoding: $0.array(), as: UTF8.self) }
            }
            guard let text, let oid = UInt32(text), oid != 0 else { continue }
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
