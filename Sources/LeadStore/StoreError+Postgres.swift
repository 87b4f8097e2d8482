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
    /// Class 22 is "data exception", 23 "integrity constraint violation", 44 "with check option",
    /// 54 "program limit exceeded", P0 what a trigger of the user's raises. All others, such as a
    /// missing grant or a damaged index, are no fault of a lead: it is to be sent again.
    var isAboutData: Bool {
        guard code == .server, let sqlState, !isPassing else { return false }
        return ["22", "23", "44", "54", "P0"].contains { sqlState.hasPrefix($0) }
    }
}

extension StoreError {
    /// What is told of an error of any kind, without data of a customer.
    public init(telling error: any Error) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as PostgresError:
            self = error.told
        default:
            self.init(.unavailable, "The database could not store the lead: try again later.")
        }
    }
}

extension PostgresError {
    /// What is told of it.
    fileprivate var told: StoreError {
        switch (code, sqlState) {
        case (.overloaded, _):
            StoreError(.overloaded, "The database is busy: try again in a moment.")
        case (.connectionFailed, _), (.connectionLost, _), (.timedOut, _), (.closed, _):
            StoreError(.unavailable, "The database does not answer: try again later.")
        case (_, "53100"?):
            StoreError(
                .unavailable,
                "The database's disk is full: nothing was stored. Free space there or add some, "
                    + "and send it again.")
        case (_, let state?) where state.hasPrefix("53"):
            StoreError(
                .unavailable,
                "The database lacks memory or connections (SQLSTATE \(state)): nothing was "
                    + "stored, try again later.")
        case (_, "55P03"?): .locked
        case (_, "25006"?):
            StoreError(
                .unavailable,
                "The database is read-only, perhaps a standby: nothing was stored. Let "
                    + "LEADLINE_DATABASE_URL name the primary, or all servers with "
                    + "target_session_attrs=read-write.")
        default:
            StoreError(.unavailable, "The database could not store the lead: try again later.")
        }
    }
}
