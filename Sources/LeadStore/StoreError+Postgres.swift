import Postgres

extension PostgresError {
    /// Whether the same statement may succeed on another connection or a moment later.
    ///
    /// Class 40 is "transaction rollback", 53 "insufficient resources", 57P "operator
    /// intervention" (PostgreSQL manual, appendix A).
    var isPassing: Bool {
        switch code {
        case .connectionLost, .connectionFailed, .timedOut: return true
        default: break
        }
        guard let sqlState else { return false }
        return sqlState.hasPrefix("40") || sqlState.hasPrefix("57P") || sqlState.hasPrefix("08")
    }
}

extension StoreError {
    /// What is told of an error of any kind.
    init(telling error: any Error) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as PostgresError where error.code == .overloaded:
            self.init(.overloaded, "The database is busy: try again in a moment.")
        case let error as PostgresError where error.sqlState?.hasPrefix("53") == true:
            self.init(.unavailable, "The database lacks disk, memory or connections: \(error)")
        default:
            self.init(.unavailable, "The database could not store the lead: try again later.")
        }
    }
}
