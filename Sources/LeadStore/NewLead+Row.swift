import Leads
import Postgres
import Schema

extension NewLead {
    /// The lead as a value of `lead_in` (migrations 0003 and 0007), its fields in that order.
    func row(of type: CompositeType) throws(PostgresError) -> [UInt8] {
        var row = CompositeRow(of: type, minimumCapacity: 2000 + 4 * (vector?.count ?? 0))
        try row.append(workspace.uuid)
        try row.append(id.uuid)
        try row.append(decision.route?.id.uuid)
        try row.append(lead.occurredAt?.postgres)
        try row.append(decision.score.value)
        try row.append(lead.employeeCount)
        try row.append(generation)
        try row.append(Int16(truncatingIfNeeded: lead.revenueTier))
        try row.append(lead.emailIsFree)
        try appendTexts(to: &row)
        try appendDecision(to: &row)
        if let vector {
            try row.append(vector: vector.span)
        } else {
            try row.append(Vector?.none)
        }
        try appendCandidates(to: &row)
        return try row.finish()
    }

    private func appendTexts(to row: inout CompositeRow) throws(PostgresError) {
        try row.append(lead.firstName)
        try row.append(lead.lastName)
        try row.append(lead.email)
        try row.append(lead.phone)
        try row.append(lead.company)
        try row.append(lead.jobTitle)
        try row.append(lead.industry)
        try row.append(lead.country)
        try row.append(lead.website)
        try row.append(lead.message)
        try row.append(lead.source)
        try row.append(lead.externalID)
        try row.append(lead.tags)
        try row.append(lead.attributes.map { Self.json($0) })
    }

    private static func json(_ object: JSONObject) -> JSONB {
        var writer = JSONWriter()
        writer.write(object)
        return JSONB(bytes: writer.bytes)
    }

    private func appendDecision(to row: inout CompositeRow) throws(PostgresError) {
        let neighbours = decision.score.neighbours
        try row.append(JSONB(bytes: StoredDecision.contract.encode(StoredDecision(decision))))
        try row.append(neighbours.map(\.id.uuid))
        try row.append(neighbours.map(\.similarity))
        try row.append(String(decoding: neighbours.map(\.outcome.letter), as: UTF8.self))
    }

    private func appendCandidates(to row: inout CompositeRow) throws(PostgresError) {
        let candidates = decision.candidates
        try row.append(candidates.map(\.id.uuid))
        try row.append(candidates.map(\.name))
        try row.append(candidates.map(\.similarity))
        let areAllEligible = candidates.allSatisfy(\.brokenRules.isEmpty)
        try row.append(
            areAllEligible ? nil : candidates.map { $0.brokenRules.joined(separator: ",") })
    }
}
