public import Leads
import Schema

/// Turns a lead as it was sent into a lead as it is kept.
///
/// Without I/O: what it adds follows from the lead alone.
public enum Enrichment {
    /// Cleans a payload and derives what follows from it.
    ///
    /// Spaces are trimmed and folded in all short texts, an optional one of which nothing is left
    /// becomes nil, tags are kept once each without regard to case, the message stays as written.
    ///
    /// - Throws: ``EnrichmentError`` when nothing is left of the first name.
    public static func enrich(_ payload: LeadPayload) throws(EnrichmentError) -> EnrichedLead {
        guard let firstName = folded(payload.firstName) else { throw .blankFirstName }
        return EnrichedLead(
            firstName: firstName, lastName: payload.lastName.flatMap(folded),
            email: payload.email.text,
            emailIsFree: FreeMail.contains(payload.email.asciiDomain),
            revenueTier: payload.revenueTier, tags: distinct(payload.tags),
            phone: payload.phone.flatMap(folded), company: payload.company.flatMap(folded),
            jobTitle: payload.jobTitle.flatMap(folded),
            industry: payload.industry.flatMap(folded), country: payload.country?.text,
            website: payload.website?.normalized, employeeCount: payload.employeeCount,
            message: payload.message.flatMap { $0.isEmpty ? nil : $0 },
            source: payload.source.flatMap(folded), externalID: payload.externalID,
            occurredAt: payload.occurredAt?.timestamp, attributes: payload.attributes)
    }

    private static func distinct(_ tags: [String]) -> [String] {
        guard !tags.isEmpty else { return [] }
        var result: [String] = []
        var known: [String] = []
        result.reserveCapacity(tags.count)
        known.reserveCapacity(tags.count)
        for tag in tags {
            guard let tag = folded(tag) else { continue }
            let lowered = tag.lowercased()
            guard !known.contains(lowered) else { continue }
            known.append(lowered)
            result.append(tag)
        }
        return result
    }
}

/// Why a valid payload is no lead after all.
public enum EnrichmentError: Error, Sendable, Equatable {
    /// The first name holds nothing but white space.
    case blankFirstName
}
