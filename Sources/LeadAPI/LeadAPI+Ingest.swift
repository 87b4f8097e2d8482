import Enrichment
import Intake
import Leads
import Schema
import WebAPI

extension LeadAPI {
    static let seed: JSONValue = [
        "first_name": "Ada", "email": "ada@example.org", "revenue_tier": 3,
        "tags": ["inbound", "pricing-page"], "company": "Analytical Engines Ltd",
        "job_title": "Head of Data Engineering", "industry": "Software", "country": "GB",
        "message": "We need a data warehouse for 200 people this quarter.",
    ]

    var create: Operation {
        Operation(
            .post, "/api/v1/leads", id: "create_lead", summary: "Take in a lead",
            description: """
                Validates, enriches, embeds, scores and routes the lead, and answers when row, \
                vector and decision are committed. The same `external_id` of the same `source` \
                again answers 200 with the first lead and stores nothing. When a remote embedding \
                model does not answer, the lead is stored all the same: `pending_embedding`.
                """,
            tags: ["leads"], input: .body(LeadPayload.self, example: Self.seed),
            answers: [
                .created(LeadReceipt.self, "The lead is stored."),
                .ok(LeadReceipt.self, "The lead was there already; this is the first."),
            ], problems: [.unavailable]
        ) { _, payload in
            // Without `answering`, whose closure would copy the lead.
            do {
                let receipt = try await intake.receive(payload, in: workspace)
                counters.count(isNew: receipt.isNew)
                let body = LeadReceipt(receipt.summary)
                let location = "\(rootPath)/api/v1/leads/\(body.id)"
                return receipt.isNew
                    ? .created(body, location: location)
                    : .ok(body, headers: [.location(location)])
            } catch {
                throw refusal(telling: error)
            }
        }
    }

    var validate: Operation {
        Operation(
            .post, "/api/v1/leads/validate", id: "validate_lead",
            summary: "Check a lead without storing it", tags: ["leads"],
            input: .body(LeadPayload.self, example: Self.seed),
            answers: [.ok(ValidatedLead.self, "The lead would be taken in.")]
        ) { _, payload in
            do {
                let lead = try Enrichment.enrich(payload)
                return .ok(ValidatedLead(status: .success, processedEmail: lead.email))
            } catch {
                throw refusal(telling: error)
            }
        }
    }
}

/// The answer to a lead that was only checked.
struct ValidatedLead: Contracted {
    var status: Success
    var processedEmail: String

    static let contract = Contract<Self>(
        "ValidatedLead", Self.init,
        Field("status", \.status),
        Field("processed_email", \.processedEmail, example: "ada@example.org"))
}
