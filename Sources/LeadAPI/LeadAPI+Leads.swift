import Intake
import LeadIndex
import LeadStore
import Leads
import Schema
import WebAPI

extension LeadAPI {
    static func noSuchLead() -> HTTPProblem {
        .notFound("There is no such lead in this workspace.", code: "lead_not_found")
    }

    var get: Operation {
        Operation(
            .get, "/api/v1/leads/{id}", id: "get_lead", summary: "One lead and why it went where",
            tags: ["leads"], input: .path("id", LeadID.self),
            answers: [.ok(LeadView.self)], problems: [.notFound, .unavailable]
        ) { _, id in
            try await answering {
                guard let lead = try await store.lead(id, of: workspace) else {
                    throw Self.noSuchLead()
                }
                return .ok(LeadView(lead))
            }
        }
    }

    var delete: Operation {
        Operation(
            .delete, "/api/v1/leads/{id}", id: "delete_lead",
            summary: "Delete a lead, its vector and its decision", tags: ["leads"],
            input: .path("id", LeadID.self),
            answers: [.empty()], problems: [.notFound, .unavailable]
        ) { _, id in
            try await answering {
                guard try await store.deleteLead(id, of: workspace) else {
                    throw Self.noSuchLead()
                }
                try intake.serving.index.remove(id, workspace: workspace)
                return .noContent
            }
        }
    }

    var reportOutcome: Operation {
        Operation(
            .post, "/api/v1/leads/{id}/outcome", id: "report_outcome",
            summary: "Tell what became of a lead",
            description: """
                From then on the lead counts in the scores of similar leads. `null` takes an \
                outcome back.
                """,
            tags: ["leads"], input: .path("id", LeadID.self), .body(OutcomeReport.self),
            answers: [.ok(LeadView.self)], problems: [.notFound, .unavailable]
        ) { _, id, report in
            try await answering {
                let stored = try await store.setOutcome(
                    report.outcome, at: report.occurredAt?.timestamp, of: id, in: workspace)
                guard let stored else { throw Self.noSuchLead() }
                try await intake.refresh(id, in: workspace)
                return .ok(LeadView(stored))
            }
        }
    }
}

/// What became of a lead, as it is sent.
struct OutcomeReport: Contracted {
    var outcome: Outcome?
    var occurredAt: AwareTimestamp?

    static let contract = Contract<Self>(
        "OutcomeReport", Self.init,
        Field(
            "outcome", \.outcome, required: true,
            description: "won, lost or disqualified; null takes an outcome back.", example: "won"),
        Field(
            "occurred_at", \.occurredAt, description: "When it came about; now when absent.",
            example: "2026-03-09T16:00:00Z"),
        extra: .forbid, strict: true)
}
