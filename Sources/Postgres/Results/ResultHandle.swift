import CLibpq

/// The owner of one result of libpq; freed with it.
///
/// `@unchecked Sendable`: a PGresult is never changed after libpq has made it (libpq, "Threading").
@safe
final class ResultHandle: @unchecked Sendable {
    private let result: OpaquePointer
    let rowCount: Int
    let columnCount: Int

    init(_ result: OpaquePointer) {
        unsafe self.result = result
        rowCount = Int(unsafe PQntuples(result))
        columnCount = Int(unsafe PQnfields(result))
    }

    deinit {
        unsafe PQclear(result)
    }

    var status: ExecStatusType { unsafe PQresultStatus(result) }

    /// Calls the closure with a field's bytes, or nil for NULL; row and column must be in range.
    func withField<R, E: Error>(
        row: Int, column: Int, _ body: (borrowing Span<UInt8>?) throws(E) -> R
    ) throws(E) -> R {
        let row = Int32(truncatingIfNeeded: row)
        let column = Int32(truncatingIfNeeded: column)
        let length = Int(unsafe PQgetlength(result, row, column))
        let isNull = unsafe PQgetisnull(result, row, column) != 0
        guard !isNull, let start = unsafe PQgetvalue(result, row, column) else {
            return try body(nil)
        }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: length)
        return try unsafe body(Span(_unsafeBytes: bytes))
    }

    /// A field that came in text format, nil for NULL.
    func text(row: Int, column: Int) -> String? {
        withField(row: row, column: column) { bytes in
            guard let bytes = copy bytes else { return nil }
            return String(decoding: bytes.array(), as: UTF8.self)
        }
    }

    func type(ofColumn column: Int) -> UInt32 {
        unsafe PQftype(result, Int32(truncatingIfNeeded: column))
    }

    func name(ofColumn column: Int) -> String? {
        unsafe PQfname(result, Int32(truncatingIfNeeded: column)).map { unsafe String(cString: $0) }
    }

    /// The number of rows that an INSERT, UPDATE, DELETE, SELECT or COPY touched.
    var affectedRows: Int {
        guard let text = unsafe PQcmdTuples(result) else { return 0 }
        return Int(unsafe String(cString: text)) ?? 0
    }

    /// What the statement did, such as `COMMIT` or `INSERT 0 1`.
    var commandTag: String {
        unsafe PQcmdStatus(result).map { unsafe String(cString: $0) } ?? ""
    }

    /// The result's error, complete with what the server reported.
    var error: PostgresError {
        var report = ServerReport()
        report.sqlState = field(ReportField.sqlState)
        report.constraint = field(ReportField.constraint)
        report.schema = field(ReportField.schema)
        report.table = field(ReportField.table)
        report.column = field(ReportField.column)
        report.detail = field(ReportField.detail)
        report.hint = field(ReportField.hint)
        report.context = field(ReportField.context)
        report.position = field(ReportField.position)
        let message = field(ReportField.message) ?? wholeMessage
        let code: PostgresError.Code = report.sqlState == nil ? .connectionLost : .server
        return PostgresError(
            code,
            PostgresError.Details(
                summary: PostgresError.summary(ofRefusal: report.sqlState),
                serverMessage: message, server: report,
                // A server that ends may have committed before.
                mayHaveExecuted: report.sqlState.map(PostgresError.endsConnection) ?? true))
    }

    private var wholeMessage: String {
        unsafe PQresultErrorMessage(result).map { unsafe String(cString: $0) } ?? "no message"
    }

    private func field(_ code: Int32) -> String? {
        unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
    }
}
