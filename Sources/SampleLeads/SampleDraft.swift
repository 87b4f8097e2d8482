/// One sample lead in the making.
struct SampleDraft {
    let topic: SampleTopic
    var random: SeededGenerator

    /// Makes the lead; nearness to a purchase shows in its text, so that scores can learn it.
    mutating func lead(number: Int, moment: Int64) -> SampleLead {
        let first = random.pick(SampleWords.firstNames)
        let last = random.pick(SampleWords.lastNames)
        let company = "\(random.pick(SampleWords.companyHeads)) \(random.pick(topic.companyTails))"
        let isPrivate = random.chance(topic.privateShare)
        let domain = isPrivate ? SampleWords.freeMail : Self.domain(of: company)
        let timing = random.pick(SampleTiming.all)
        let size = random.pick(SampleWords.companySizes.filter { $0 <= topic.largest })
        let employees = size + random.below(size)
        let tier = min(10, max(0, topic.tier + timing.warmth + random.below(4) - 1))
        let message = [
            random.pick(topic.openings), random.pick(topic.needs), timing.text,
        ].joined(separator: " ").replacing("{n}", with: String(employees))
        return SampleLead(
            firstName: first, lastName: last,
            email: "\(Self.ascii(first)).\(Self.ascii(last)).\(number)@\(domain)",
            revenueTier: tier, tags: tags(),
            phone: random.chance(0.6) ? phone() : nil,
            company: isPrivate ? nil : company, jobTitle: random.pick(topic.jobs),
            industry: random.chance(0.85) ? random.pick(topic.industries) : nil,
            country: random.pick(SampleWords.countries),
            website: isPrivate ? nil : "https://\(domain)/",
            employeeCount: isPrivate ? nil : employees, message: message,
            source: random.pick(SampleWords.sources),
            externalID: "sample-" + Self.padded(number, 5), occurredAt: SampleClock.text(moment),
            topic: topic.route.name, outcome: outcome(timing: timing, tier: tier))
    }

    private mutating func tags() -> [String] {
        var tags: [String] = []
        for _ in 0..<(1 + random.below(3)) {
            let tag = random.pick(topic.tags)
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    private mutating func phone() -> String {
        "+1 555 01\(Self.padded(random.below(100), 2)) \(Self.padded(random.below(10_000), 4))"
    }

    /// Known for 30 % of the leads; won with the topic, the wish for speed and the tier.
    private mutating func outcome(timing: SampleTiming, tier: Int) -> SampleOutcome? {
        let isKnown = random.chance(0.3)
        let draw = random.fraction()
        guard isKnown else { return nil }
        let odds = topic.odds + 0.18 * Double(timing.warmth) + 0.03 * Double(tier - 5)
        if draw < odds { return .won }
        return topic.odds < 0.1 || timing.warmth < -1 ? .disqualified : .lost
    }

    /// A host under example.com, .org or .net: nobody's, by RFC 2606.
    private static func domain(of company: String) -> String {
        let endings = ["example.com", "example.org", "example.net"]
        return "\(ascii(company)).\(endings[company.utf8.count % 3])"
    }

    private static func ascii(_ text: String) -> String {
        String(text.lowercased().filter { $0.isASCII && $0.isLetter })
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
