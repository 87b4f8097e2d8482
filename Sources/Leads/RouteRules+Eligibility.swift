extension RouteRules {
    /// The names of the conditions that the lead does not fulfil, as the API spells them.
    ///
    /// Complexity: one comparison a condition and listed value; nothing is allocated when all hold.
    public func broken(by lead: EnrichedLead) -> [String] {
        var names: [String] = []
        func check(_ name: String, _ holds: Bool) {
            if !holds { names.append(name) }
        }
        if let countries {
            check("countries", countries.contains { $0.text == lead.country })
        }
        if let minRevenueTier { check("min_revenue_tier", lead.revenueTier >= minRevenueTier) }
        if let maxRevenueTier { check("max_revenue_tier", lead.revenueTier <= maxRevenueTier) }
        if let minEmployees {
            check("min_employees", lead.employeeCount.map { $0 >= minEmployees } ?? false)
        }
        if let maxEmployees {
            check("max_employees", lead.employeeCount.map { $0 <= maxEmployees } ?? false)
        }
        if let industries { check("industries", Self.holds(industries, lead.industry)) }
        if let sources { check("sources", Self.holds(sources, lead.source)) }
        if let anyTags {
            check("any_tags", lead.tags.contains { Self.holds(anyTags, $0) })
        }
        if let companyEmail { check("company_email", lead.emailIsFree != companyEmail) }
        return names
    }

    private static func holds(_ listed: [String], _ value: String?) -> Bool {
        guard let value else { return false }
        if listed.contains(value) { return true }
        let lowered = value.lowercased()
        return listed.contains { $0.lowercased() == lowered }
    }
}
