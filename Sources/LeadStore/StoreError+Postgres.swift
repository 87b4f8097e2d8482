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

extension PostgresError {
    /// Whether the server refused what was sent rather than being unable to take anything.
    ///
    /// Class 22 is "data exception", 23 "integrity constraint violation", 54 "program limit
    /// exceeded", P0 what a trigger of the user's may raise.
    var isAboutData: Bool {
        guard code == .server, let sqlState else { return false }
        return ["22", "23", "54", "P0"].contains { sqlState.hasPrefix($0) }
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
