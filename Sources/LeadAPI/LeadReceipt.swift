import Intake
import LeadStore
import Leads
import Schema

/// The answer to a lead that was taken in.
struct LeadReceipt: Contracted, Equatable {
    var status: Success
    var processedEmail: String
    var id: LeadID
    var route: String?
    var score: Float?
    var pendingEmbedding: Bool?

    static let contract = Contract<Self>(
        "LeadReceipt", Self.init,
        Field("status", \.status),
        Field(
            "processed_email", \.processedEmail, description: "The e-mail address as it is stored.",
            example: "ada@example.org"),
        Field("id", \.id, example: "019a3f0c-6d2e-7c41-9b5e-2f6d3f1a7c10"),
        Field(
            "route", \.route,
            description: "The name of the route the lead went to; null without a fallback route.",
            example: "Data platform"),
        Field(
            "score", \.score,
            description: """
                Expected share of won leads among leads like this one, 0 to 1; null while nothing \
                is known of such leads (the decision says why).
                """,
            example: 0.62),
        Field(
            "pending_embedding", \.pendingEmbedding,
            description: """
                true when the embedding model did not answer: the lead is stored and went to the \
                fallback route, and searches find it once its vector is made. Absent otherwise.
                """, omitsNull: true))
}

extension LeadReceipt {
    init(_ summary: LeadSummary) {
        self.init(
            status: .success, processedEmail: summary.email, id: summary.id, route: summary.route,
            score: summary.score, pendingEmbedding: summary.isPending ? true : nil)
    }
}

/// The word with which every answer that is no refusal begins.
enum Success: String, SchemaEnum {
    case success
    static var isLiteral: Bool { true }
}
