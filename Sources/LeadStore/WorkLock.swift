public import Postgres

/// Work that only one process of a database does at a time.
///
/// The lock is an advisory one of a session: a process that ends, however it ends, has given it
/// back. It is one for each schema.
public enum WorkLock: Int32, Sendable {
    /// Embedding leads that are pending.
    case pending = 0x4c45_4145
    /// Filling the vectors of another generation.
    case reembedding = 0x4c45_4146
}

/// A lock that is held, as long as its connection lives.
public struct HeldLock: Sendable {
    private let connection: PostgresConnection

    init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    /// Throws when the connection, and the lock with it, is lost.
    public func check() async throws(PostgresError) {
        _ = try await connection.query("select 1")
    }
}

extension LeadStore {
    /// Does something while no other process does the same kind of work.
    ///
    /// - Returns: What the closure returns; nil when another process holds the lock.
    public func holding<Result>(
        _ lock: WorkLock, _ body: (HeldLock) async throws -> Result
    ) async throws -> Result? {
        try await client.withConnection { connection in
            let isFree: Bool = try await connection.query(
                "select pg_try_advisory_lock(\(lock.rawValue), hashtext(current_schema()))"
            ).value()
            guard isFree else { return nil }
            do {
                let result = try await body(HeldLock(connection))
                try await Self.giveBack(lock, connection)
                return result
            } catch {
                // At the latest it ends with the connection; that may be a moment later.
                try? await Self.giveBack(lock, connection)
                connection.closeAfterUse()
                throw error
            }
        }
    }

    private static func giveBack(
        _ lock: WorkLock, _ connection: PostgresConnection
    ) async throws(PostgresError) {
        _ = try await connection.query(
            "select pg_advisory_unlock(\(lock.rawValue), hashtext(current_schema()))")
    }

    /// As ``holding(_:_:)``, but waits until the lock is free.
    public func waiting<Result>(
        for lock: WorkLock, _ body: (HeldLock) async throws -> Result
    ) async throws -> Result {
        while true {
            if let result = try await holding(lock, body) { return result }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
