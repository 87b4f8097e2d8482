import Enrichment
import Intake
import LeadStore
import Leads
import Schema

/// The answer to many leads.
struct BulkReceipt: Contracted {
    var status: Status
    var count: Int
    var failed: Int
    var results: [BulkResult]

    enum Status: String, SchemaEnum {
        /// Every lead is stored.
        case success
        /// Some leads are stored, some are not.
        case partial
        /// No lead is stored.
        case failed
    }

    static let contract = Contract<Self>(
        "BulkReceipt", Self.init,
        Field("status", \.status, description: "success, partial or failed."),
        Field("count", \.count, description: "How many leads are stored, those before included."),
        Field(
            "failed", \.failed, description: "How many leads are not stored, or not known to be."),
        Field("results", \.results, description: "One for each lead, in the order sent."))

    init(status: Status, count: Int, failed: Int, results: [BulkResult]) {
        self.status = status
        self.count = count
        self.failed = failed
        self.results = results
    }

    init(results: [BulkResult]) {
        let failed = results.count { $0.status == .error }
        let status: Status = failed == 0 ? .success : failed == results.count ? .failed : .partial
        self.init(
            status: status, count: results.count - failed, failed: failed, results: results)
    }
}

/// What became of one lead of many.
struct BulkResult: Contracted {
    enum Status: String, SchemaEnum {
        /// It is stored.
        case created
        /// It was there already; `id` is the first.
        case duplicate
        /// It is not stored, or not known to be; `errors` says why.
        case error
    }

    var index: Int
    var status: Status
    var id: LeadID?
    var processedEmail: String?
    var route: String?
    var score: Float?
    var pendingEmbedding: Bool?
    var errors: JSONValue?

    static let contract = Contract<Self>(
        "BulkResult", Self.init,
        Field("index", \.index, description: "The place of the lead in the array, from 0."),
        Field("status", \.status),
        Field("id", \.id, omitsNull: true),
        Field("processed_email", \.processedEmail, omitsNull: true),
        Field("route", \.route, omitsNull: true),
        Field("score", \.score, omitsNull: true),
        Field(
            "pending_embedding", \.pendingEmbedding,
            description: "true when its vector is made later, as the model did not answer.",
            omitsNull: true),
        Field(
            "errors", \.errors, description: "The same entries as in the `detail` of a 422.",
            omitsNull: true))
}

extension BulkResult {
    init(index: Int, receipt: Receipt) {
        let summary = receipt.summary
        self.init(
            index: index, status: receipt.isNew ? .created : .duplicate, id: summary.id,
            processedEmail: summary.email, route: summary.route, score: summary.score,
            pendingEmbedding: summary.isPending ? true : nil, errors: nil)
    }

    init(index: Int, failure: ValidationFailure) {
        let errors = failure.issues.map(\.json)
        self.init(
            index: index, status: .error, id: nil, processedEmail: nil, route: nil, score: nil,
            pendingEmbedding: nil, errors: .array(errors))
    }

    /// An error of the rooms below; one that is not known is told without its words.
    init(index: Int, error: any Error) {
        let told: ValidationFailure =
            switch error {
            case let error as EnrichmentError:
                LeadAPI.failure(error, at: index)
            case let error as StoreError:
                LeadAPI.failure(error.code.rawValue, error.message, at: index)
            case let error as IntakeError where error.code == .notReady:
                LeadAPI.failure("not_ready", error.message, at: index)
            default:
                LeadAPI.failure(
                    "internal_error", "The lead could not be stored; the log says why.", at: index)
            }
        self.init(index: index, failure: told)
    }
}

extension LeadAPI {
    fileprivate static func failure(_ error: EnrichmentError, at place: Int) -> ValidationFailure {
        var told = issues(of: error)
        for issue in told.issues.indices { told.issues[issue].loc.insert(.index(place), at: 1) }
        return told
    }

    fileprivate static func failure(
        _ type: String, _ message: String, at place: Int
    ) -> ValidationFailure {
        ValidationFailure(issues: [
            ValidationIssue(type: type, loc: ["body", .index(place)], msg: message)
        ])
    }
}

extension ValidationIssue {
    /// The entry as a JSON value.
    fileprivate var json: JSONValue {
        var entry: JSONObject = [
            "type": .string(type),
            "loc": .array(
                loc.map { step in
                    switch step {
                    case .key(let key): .string(key)
                    case .index(let index): .integer(Int64(index))
                    }
                }),
            "msg": .string(msg),
        ]
        if let input { entry["input"] = input }
        if let ctx { entry["ctx"] = .object(ctx) }
        return .object(entry)
    }
}
