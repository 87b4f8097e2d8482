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
                though others fail. 503 when the database takes none of them now.
                """,
            tags: ["leads"],
            input: .elements(
                of: LeadPayload.self, count: 1...Self.bulkLimit, limit: bulkBodyLimit,
                example: .array([Self.seed])),
            answers: [.ok(BulkReceipt.self, "What became of each lead.")], problems: [.unavailable]
        ) { _, leads in
            let receipts = await intake.receive(
                all: leads.compactMap { try? $0.get() }, in: workspace)
            if let error = whyNoneIsAcknowledged(receipts) { throw problem(error) }
            return .ok(BulkReceipt(results: results(of: leads, receipts)))
        }
    }

    /// Why no lead is acknowledged, when that passes; that some may be stored goes before all else.
    private func whyNoneIsAcknowledged(_ receipts: [Result<Receipt, any Error>]) -> StoreError? {
        var first: StoreError?
        for receipt in receipts {
            guard case .failure(let error as StoreError) = receipt, error.mayPass else {
                return nil
            }
            if first == nil || error.code == .outcomeUnknown { first = error }
        }
        return first
    }

    private func results(
        of leads: [Result<LeadPayload, ValidationFailure>],
        _ receipts: [Result<Receipt, any Error>]
    ) -> [BulkResult] {
        var receipts = receipts.makeIterator()
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
