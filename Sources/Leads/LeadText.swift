/// The text of a lead that is turned into its embedding.
///
/// Personal data (names, addresses, numbers, ids) is left out, so that no vector carries it. A
/// change to what this returns is a new `version`: vectors of different versions are never
/// compared.
public enum LeadText {
    /// The version of the template, stored with every model generation.
    public static let version: Int32 = 1

    /// Job title, company, industry, tags and message, in this order, joined by spaces.
    ///
    /// - Returns: The text; empty when the lead has none of these.
    public static func text(of lead: EnrichedLead) -> String {
        var text = ""
        text.reserveCapacity(128 + (lead.message?.utf8.count ?? 0))
        append(lead.jobTitle, to: &text)
        append(lead.company, to: &text)
        append(lead.industry, to: &text)
        for tag in lead.tags { append(tag, to: &text) }
        append(lead.message, to: &text)
        return text
    }

    private static func append(_ part: String?, to text: inout String) {
        guard let part, !part.isEmpty else { return }
        if !text.isEmpty { text += " " }
        text += part
    }
}
