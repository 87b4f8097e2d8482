extension PostgresConnection {
    /// Runs a `COPY … FROM STDIN (FORMAT BINARY)` with the rows that the closure writes.
    ///
    /// - Returns: the number of rows stored.
    /// - Throws: what the closure throws, after which no row is stored, or ``PostgresError``.
    public func copyIn(
        _ sql: SQL, _ body: (inout CopyWriter) async throws -> Void
    ) async throws -> Int {
        var writer = try await beginCopy(sql)
        do {
            try await body(&writer)
            try await writer.finish()
        } catch {
            await giveUpCopy()
            throw error
        }
        return try await endCopy()
    }

    /// Runs a `COPY … FROM STDIN (FORMAT BINARY)` with one row for each element of a sequence.
    ///
    /// - Returns: the number of rows stored.
    /// - Throws: what the sequence or the closure throws, or ``PostgresError``.
    public func copyIn<S: AsyncSequence>(
        _ sql: SQL, rows: S, _ encode: (S.Element, inout CopyRowWriter) throws -> Void
    ) async throws -> Int {
        var writer = try await beginCopy(sql)
        do {
            for try await element in rows {
                var row = writer.beginRow()
                try encode(element, &row)
                try await writer.endRow(row)
            }
            try await writer.finish()
        } catch {
            await giveUpCopy()
            throw error
        }
        return try await endCopy()
    }

    /// Runs a `COPY … TO STDOUT (FORMAT BINARY)`.
    ///
    /// Read the rows to their end before the connection is used again; one left early is closed.
    /// - Throws: ``PostgresError`` when the server refuses the statement.
    public func copyOut(_ sql: SQL) async throws(PostgresError) -> CopyRows {
        try checkCopy(sql)
        _ = try await ask(.copyOut(sql.text))
        return CopyRows(connection: self)
    }

    private func beginCopy(_ sql: SQL) async throws(PostgresError) -> CopyWriter {
        try checkCopy(sql)
        _ = try await ask(.copyIn(sql.text))
        return CopyWriter(self)
    }

    /// Ends a COPY that failed; its error is the one to tell, not the answer to ending it.
    private func giveUpCopy() async {
        _ = try? await ask(.copyEnd(failure: "given up by the client"), evenIfCancelled: true)
    }

    private func endCopy() async throws(PostgresError) -> Int {
        guard case .rows(let rows) = try await ask(.copyEnd(failure: nil)) else {
            throw PostgresError(.protocolViolation, "a COPY ended without an answer")
        }
        return rows.affectedRows
    }

    private func checkCopy(_ sql: SQL) throws(PostgresError) {
        guard sql.parameterCount == 0, !sql.text.utf8.contains(0) else {
            throw .encoding("COPY takes no values: name table and columns with identifier:")
        }
    }
}
