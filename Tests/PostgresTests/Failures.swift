import Postgres

/// What became of so many calls at once, as they end: nil for one that succeeded.
///
/// Each call is given its number; their tasks may be cancelled before they call.
func failures(
    of count: Int, isCancelled: Bool = false,
    _ call: @escaping @Sendable (Int) async throws(PostgresError) -> Void
) async -> [PostgresError?] {
    await withTaskGroup(of: PostgresError?.self) { group in
        if isCancelled { group.cancelAll() }
        for number in 0..<count {
            group.addTask {
                do throws(PostgresError) {
                    try await call(number)
                    return nil
                } catch {
                    return error
                }
            }
        }
        return await group.reduce(into: []) { $0.append($1) }
    }
}
