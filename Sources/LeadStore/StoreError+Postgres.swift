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
    var isAboutData: Bool {
        guard code == .server, let sqlState, !lacksPartition else { return false }
        return Self.isAboutData(sqlState)
    }

    /// Whether a SQLSTATE says that the server will never take the data.
    ///
    /// Class 22 is "data exception", 23 "integrity constraint violation", 44 "with check option",
    /// 54 "program limit exceeded", P0 what a trigger of the user's raises, and so are classes that
    /// begin with 5 to 9 or I to Z, but for those that PostgreSQL itself uses. All others, such as
    /// a missing grant or a damaged index, are no fault of a lead: it is to be sent again.
    static func isAboutData(_ sqlState: String) -> Bool {
        let kind = String(sqlState.prefix(2))
        if ["22", "23", "44", "54", "P0"].contains(kind) { return true }
        guard let first = kind.first, "56789".contains(first) || first >= "I" else { return false }
        return !["53", "55", "57", "58", "72", "XX"].contains(kind)
    }

    /// Whether one lead may be the cause, so that others may be stored without it.
    ///
    /// What never is: class 08 "connection exception", 25 "invalid transaction state" (a read-only
    /// server), 40 "transaction rollback", 53 "insufficient resources", 55 "object not in
    /// prerequisite state" (a lock), 57 "operator intervention", 58 "system error", F0
    /// "configuration file error", XX "internal error"; the functions that store leads in groups
    /// know them, too.
    var mayBeOfOneLead: Bool {
        guard code == .server, let sqlState, !lacksPartition else { return false }
        return !["08", "25", "40", "53", "55", "57", "58", "F0", "XX"].contains {
            sqlState.hasPrefix($0)
        }
    }

    /// Whether the vectors of the active model have no place, for which PostgreSQL has no SQLSTATE
    /// of its own.
    private var lacksPartition: Bool {
        sqlState == "23514" && constraint == nil && table == "lead_embeddings"
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
        case (_, let state?):
            StoreError(
                .unavailable,
                "The database could not do this (SQLSTATE \(state)), and PostgreSQL's log says what "
                    + "it lacks: try again later.")
        default:
            StoreError(.unavailable, "The database could not store the lead: try again later.")
        }
    }
}
