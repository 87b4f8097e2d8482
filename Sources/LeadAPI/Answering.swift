import Embedding
import Enrichment
import Intake
import LeadIndex
import LeadSearch
import LeadStore
import Postgres
import Schema
import WebAPI

/// Runs a handler and turns the errors of the rooms below into refusals that a client understands.
func answering(_ body: () async throws -> Response) async throws -> Response {
    do {
        return try await body()
    } catch {
        throw refusal(telling: error)
    }
}

/// The refusal that a client understands, for an error of the rooms below.
///
/// What is not known here stays as it is: the API answers 500 and logs it.
func refusal(telling error: any Error) -> any Error {
    switch error {
    case let error as StoreError: problem(error)
    case let error as PostgresError where error.isAway:
        HTTPProblem.unavailable(
            StoreError(telling: error).message, code: "database_unavailable", retryAfter: 2)
    case let error as EnrichmentError: issues(of: error)
    case let error as SearchError: problem(error)
    case let error as SearchOverload:
        HTTPProblem.unavailable(error.message, code: error.code, retryAfter: 1)
    case let error as IntakeError where error.code == .notReady:
        HTTPProblem.unavailable(error.message, code: "not_ready", retryAfter: 2)
    case let error as ModelError where error.isAboutService:
        HTTPProblem.unavailable(
            "The embedding model does not answer, so texts can't be compared: try again later, or "
                + "search by vector or lead_id.", code: "embedding_unavailable", retryAfter: 5)
    default: error
    }
}

extension ModelError {
    /// Whether a remote model gave no embedding, rather than the model being broken.
    fileprivate var isAboutService: Bool {
        [.unavailable, .limitReached, .answerInvalid, .textRefused].contains(code)
    }
}

/// What a client is told of an error of the store.
func problem(_ error: StoreError) -> any Error {
    switch error.code {
    case .overloaded:
        HTTPProblem.unavailable(error.message, code: "overloaded", retryAfter: 1)
    case .outcomeUnknown:
        // Without Retry-After: without an external_id it may be stored twice.
        HTTPProblem(.unavailable, code: error.code.rawValue, error.message)
    case .unavailable, .stopping:
        HTTPProblem.unavailable(error.message, code: error.code.rawValue, retryAfter: 2)
    case .conflict:
        HTTPProblem.conflict(error.message, code: "conflict")
    case .refused:
        ValidationFailure(issues: [
            ValidationIssue(type: "database_refused", loc: ["body"], msg: error.message)
        ])
    case .unexpectedData:
        error
    }
}

/// What a client is told of a search that can't be made.
func problem(_ error: SearchError) -> any Error {
    switch error.code {
    case .indexLoading, .indexTooLarge:
        HTTPProblem.unavailable(error.message, code: error.code.rawValue, retryAfter: 2)
    case .tooDeep:
        ValidationFailure(issues: [
            ValidationIssue(type: error.code.rawValue, loc: ["body", "after"], msg: error.message)
        ])
    }
}

/// The issues of a payload that is valid field by field but no lead.
func issues(of error: EnrichmentError) -> ValidationFailure {
    switch error {
    case .blankFirstName:
        ValidationFailure(issues: [
            ValidationIssue(
                type: "string_too_short", loc: ["body", "first_name"],
                msg: "String should have at least 1 character besides spaces",
                ctx: ["min_length": 1])
        ])
    }
}

extension PostgresError {
    /// Whether the database can't be reached, takes no more at the moment, somebody holds a lock, or it
    /// lacks what was asked for: a right, a table, a column, a schema.
    var isAway: Bool {
        switch code {
        case .connectionFailed, .connectionLost, .overloaded, .timedOut, .closed: return true
        default: break
        }
        return [
            "57P", "53", "08", "25006", "55P03", "3F000", "42501", "42703", "42704", "42883",
            "42P01",
        ].contains {
            sqlState?.hasPrefix($0) == true
        }
    }
}
