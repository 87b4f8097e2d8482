import Postgres

extension MigrationSession {
    /// The first half of the advisory lock's key, "LEAD" in ASCII; the second is the schema's.
    private static let lockClass: Int32 = 0x4c45_4144

    /// Does something while no other process migrates the same schema.
    ///
    /// It asks again and again instead of waiting in the server: a statement that waits there holds
    /// a snapshot, for which `CREATE INDEX CONCURRENTLY` would wait in turn.
    /// - Throws: what the closure throws, ``MigrationError`` with code `.busy`.
    func holdingLock<R>(_ body: () async throws -> R) async throws -> R {
        let end = ContinuousClock.now + limits.wait
        while try await !tryLock() {
            guard .now < end else {
                throw MigrationError(
                    .busy,
                    "Another process has been migrating this database for longer than "
                        + "\(limits.wait.components.seconds) s. Wait for it, or end it.")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        let value: R
        do {
            value = try await body()
        } catch {
            // When this fails the connection is gone, and the lock with it.
            _ = try? await unlock()
            throw error
        }
        try await unlock()
        return value
    }

    private func tryLock() async throws -> Bool {
        let schema: String? = try await connection.query("select current_schema()::text").value()
        guard schema != nil else {
            throw MigrationError(
                .database,
                "The search_path names no schema that exists. Create one, or set "
                    + "search_path in LEADLINE_DATABASE_URL.")
        }
        return try await connection.query(
            "select pg_try_advisory_lock(\(Self.lockClass), hashtext(current_schema()))"
        ).value()
    }

    private func unlock() async throws(PostgresError) {
        _ = try await connection.query(
            "select pg_advisory_unlock(\(Self.lockClass), hashtext(current_schema()))")
    }
}
