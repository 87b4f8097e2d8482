import Enrichment
import Intake
import LeadStore
import Leads
import Logging
import Schema
import WebAPI

extension LeadAPI {
    /// How many leads a bulk request may have.
    static let bulkLimit = 1000

    var createMany: Operation {
        Operation(
            .post, "/api/v1/leads/bulk", id: "create_leads", summary: "Take in up to 1,000 leads",
            description: """
                Each lead gets a result of its own, in the order sent; the good ones are stored \
                though others fail.
                """,
            tags: ["leads"],
            input: .elements(
                of: LeadPayload.self, count: 1...Self.bulkLimit, limit: bulkBodyLimit,
                example: .array([Self.seed])),
            answers: [.ok(BulkReceipt.self, "What became of each lead.")], problems: [.unavailable]
        ) { _, leads in
            let results = await receive(leads)
            return .ok(BulkReceipt(results: results))
        }
    }

    private func receive(
        _ leads: [Result<LeadPayload, ValidationFailure>]
    ) async -> [BulkResult] {
        let valid = leads.compactMap { try? $0.get() }
        var receipts = await intake.receive(all: valid, in: workspace).makeIterator()
        return leads.enumerated().compactMap { place, lead in
            switch lead {
            case .success: receipts.next().map { result($0, at: place) }
            case .failure(let failure): BulkResult(index: place, failure: failure)
            }
        }
    }

    private func result(_ receipt: Result<Receipt, any Error>, at place: Int) -> BulkResult {
        switch receipt {
        case .success(let receipt):
            counters.count(isNew: receipt.isNew)
            return BulkResult(index: place, receipt: receipt)
        case .failure(let error):
            if !(error is StoreError || error is EnrichmentError) {
                intake.logger.error(
                    "A lead of a bulk request failed", metadata: ["error": "\(error)"])
            }
            return BulkResult(index: place, error: error)
        }
    }
}
