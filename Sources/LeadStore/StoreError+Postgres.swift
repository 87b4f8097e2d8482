import Postgres

extension PostgresError {
    /// Whether the same statement may succeed on another connection or a moment later.
    ///
    /// Class 08 is "connection exception", 40 "transaction rollback", 57P "operator intervention"
    /// (PostgreSQL manual, appendix A).
    var isPassing: Bool {
        switch code {
        case .connectionLost, .connectionFailed, .timedOut: return true
        default: break
        }
        guard let sqlState else { return false }
        return sqlState.hasPrefix("40") || sqlState.hasPrefix("57P") || sqlState.hasPrefix("08")
    }
}

extension PostgresError {
    /// Whether the server refused what was sent rather than being unable to take anything.
    ///
    /// Class 53 is "insufficient resources", 57 "operator intervention", 58 "system error", 25
    /// "invalid transaction state" such as a standby's; a trigger of the user's may raise any other.
    var isAboutData: Bool {
        guard code == .server, let sqlState, !isPassing else { return false }
        return !["25", "53", "57", "58"].contains { sqlState.hasPrefix($0) }
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
            self.init(
                .unavailable,
                "The database lacks disk, memory or connections (SQLSTATE "
                    + "\(error.sqlState ?? "unknown")): nothing was stored, try again later.")
        default:
            self.init(.unavailable, "The database could not store the lead: try again later.")
        }
    }
}
