import Intake
import LeadIndex
import LeadStore
import Schema
import WebAPI

extension LeadAPI {
    var indexOperations: [Operation] { [readIndex, compareIndex] }

    private var readIndex: Operation {
        Operation(
            .get, "/api/v1/index", id: "get_index",
            summary: "What the index of this process holds",
            description: """
                Two processes of one database that have taken in the same changes answer the same \
                `leads` and `digest`. The digest is the sum, modulo 2^64, of the first 8 bytes of \
                the SHA-256 of workspace, lead and `change_xid` of each lead, in hexadecimal.
                """,
            tags: ["index"], answers: [.ok(IndexView.self)]
        ) { _ in
            let serving = intake.serving
            let digest = serving.index.digest()
            return .ok(
                IndexView(
                    model: serving.generation.name, leads: digest.leads,
                    digest: digest.hexadecimal))
        }
    }

    private var compareIndex: Operation {
        Operation(
            .post, "/api/v1/index/check", id: "check_index",
            summary: "Compare the index of this process with the table",
            description: """
                Reads all vectors from the database. What is written meanwhile may count as a \
                difference; a lead without a text has no vector and is not counted.
                """,
            tags: ["index"], answers: [.ok(IndexCheckView.self)], problems: [.unavailable]
        ) { _ in
            try await answering {
                let check = try await intake.checkIndex()
                return .ok(
                    IndexCheckView(
                        agrees: check.agrees, leads: check.leads, indexed: check.indexed,
                        missing: check.differences.missing, surplus: check.surplus,
                        outdated: check.differences.outdated, wrong: check.differences.wrong))
            }
        }
    }
}

extension IndexDigest {
    /// The sum as 16 hexadecimal digits.
    fileprivate var hexadecimal: String {
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

/// What the index holds, as it is answered.
struct IndexView: Contracted {
    var model: String
    var leads: Int
    var digest: String

    static let contract = Contract<Self>(
        "Index", Self.init,
        Field("model", \.model, description: "The model whose vectors it holds."),
        Field("leads", \.leads, description: "How many leads searches cover."),
        Field("digest", \.digest, example: "0f3c9a5be1d27788"))
}

/// How the index stands to the table, as it is answered.
struct IndexCheckView: Contracted {
    var agrees: Bool
    var leads: Int
    var indexed: Int
    var missing: Int
    var surplus: Int
    var outdated: Int
    var wrong: Int

    static let contract = Contract<Self>(
        "IndexCheck", Self.init,
        Field("agrees", \.agrees, description: "Whether there is no difference."),
        Field("leads", \.leads, description: "Leads of the table with a vector of the model."),
        Field("indexed", \.indexed, description: "Leads of the index."),
        Field("missing", \.missing, description: "Leads that the index does not have."),
        Field("surplus", \.surplus, description: "Leads that only the index has."),
        Field("outdated", \.outdated, description: "Leads as they were before their last change."),
        Field("wrong", \.wrong, description: "Leads with another vector or other fields."))
}
