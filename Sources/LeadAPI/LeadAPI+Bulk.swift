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
        await withTaskGroup(of: (Int, BulkResult).self) { group in
            var results = [BulkResult?](repeating: nil, count: leads.count)
            for (place, lead) in leads.enumerated() {
                switch lead {
                case .success(let payload):
                    group.addTask { (place, await receive(payload, at: place)) }
                case .failure(let failure):
                    results[place] = BulkResult(index: place, failure: failure)
                }
            }
            for await (place, result) in group { results[place] = result }
            return results.compactMap(\.self)
        }
    }

    private func receive(_ payload: LeadPayload, at place: Int) async -> BulkResult {
        do {
            let receipt = try await intake.receive(payload, in: workspace)
            counters.count(isNew: receipt.isNew)
            return BulkResult(index: place, receipt: receipt)
        } catch {
            if !(error is StoreError || error is EnrichmentError) {
                intake.logger.error(
                    "A lead of a bulk request failed", metadata: ["error": "\(error)"])
            }
            return BulkResult(index: place, error: error)
        }
    }
}
