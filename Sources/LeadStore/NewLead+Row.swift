import Leads
import Postgres
import Schema

extension NewLead {
    /// The lead as a value of `lead_in` (migrations 0003, 0007 and 0009), its fields in that order.
    func row(of type: CompositeType) throws(PostgresError) -> [UInt8] {
        var row = CompositeRow(of: type, minimumCapacity: 2400 + 4 * (vector?.count ?? 0))
        try row.append(uuid: workspace.uuid)
        try row.append(uuid: id.uuid)
        try row.append(uuid: decision.route?.id.uuid)
        try row.append(lead.occurredAt?.postgres)
        try row.append(bits: decision.score.value?.bitPattern)
        try row.append(bits: lead.employeeCount)
        try row.append(bits: generation)
        try row.append(bits: Int16(truncatingIfNeeded: lead.revenueTier))
        try row.append(bits: UInt8(lead.emailIsFree ? 1 : 0))
        try appendTexts(to: &row)
        try appendNeighbours(to: &row)
        if let vector {
            try row.append(vector: vector.span)
        } else {
            try row.append(Vector?.none)
        }
        try appendCandidates(to: &row)
        try appendDecision(to: &row)
        return try row.finish()
    }

    private func appendTexts(to row: inout CompositeRow) throws(PostgresError) {
        try row.append(text: lead.firstName)
        try row.append(text: lead.lastName)
        try row.append(text: lead.email)
        try row.append(text: lead.phone)
        try row.append(text: lead.company)
        try row.append(text: lead.jobTitle)
        try row.append(text: lead.industry)
        try row.append(text: lead.country)
        try row.append(text: lead.website)
        try row.append(text: lead.message)
        try row.append(text: lead.source)
        try row.append(text: lead.externalID)
        try row.append(lead.tags)
        try row.append(lead.attributes.map { Self.json($0) })
    }

    private static func json(_ object: JSONObject) -> JSONB {
        var writer = JSONWriter()
        writer.write(object)
        return JSONB(bytes: writer.bytes)
    }

    private func appendNeighbours(to row: inout CompositeRow) throws(PostgresError) {
        let neighbours = decision.score.neighbours
        try row.append(uuids: neighbours) { $0.id.uuid }
        try row.append(floats: neighbours) { $0.similarity }
        try row.append(letters: neighbours) { $0.outcome.letter }
    }

    private func appendCandidates(to row: inout CompositeRow) throws(PostgresError) {
        let candidates = decision.candidates
        try row.append(uuids: candidates) { $0.id.uuid }
        try row.append(candidates.map(\.name))
        try row.append(floats: candidates) { $0.similarity }
        let areAllEligible = candidates.allSatisfy { $0.brokenRules.isEmpty }
        try row.append(
            areAllEligible ? nil : candidates.map { $0.brokenRules.joined(separator: ",") })
    }

    private func appendDecision(to row: inout CompositeRow) throws(PostgresError) {
        let route = decision.route
        let score = decision.score
        try row.append(text: route?.name)
        try row.append(text: route?.reason.rawValue)
        try row.append(bits: route?.version)
        try row.append(bits: route?.similarity?.bitPattern)
        try row.append(bits: decision.threshold.bitPattern)
        try row.append(text: score.absence?.rawValue)
        try row.append(bits: score.baseRate?.bitPattern)
        try row.append(bits: Int32(clamping: score.labelled))
    }
}
