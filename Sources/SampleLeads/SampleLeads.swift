/// Makes sample leads: 2,000 for a first look, any number for tests and load.
///
/// ```swift
/// for lead in SampleLeads(count: 2_000, seed: 1, endingAt: now) { … }
/// ```
/// The same count, seed and end give the same leads; lead n doesn't depend on the others.
public struct SampleLeads: RandomAccessCollection, Sendable {
    /// The number of leads.
    public let count: Int
    /// What all choices come from.
    public let seed: UInt64
    /// The moment of the last lead, in seconds since 1970; the others lie in the 180 days before.
    public let end: Int64

    /// Describes leads without making any.
    ///
    /// - Parameters:
    ///   - count: the number of leads, ≥ 0.
    ///   - seed: what all choices come from.
    ///   - end: the moment of the last lead, in seconds since 1970.
    public init(count: Int = 2_000, seed: UInt64 = 1, endingAt end: Int64) {
        self.count = Swift.max(0, count)
        self.seed = seed
        self.end = end
    }

    /// The first position.
    public var startIndex: Int { 0 }
    /// The position behind the last.
    public var endIndex: Int { count }

    /// Makes the lead of a position.
    public subscript(position: Int) -> SampleLead {
        var random = SeededGenerator(seed: seed &+ UInt64(position) &* 0xD134_2543_DE82_EF95)
        var draft = SampleDraft(topic: Self.topic(&random), random: random)
        let day = 86_400.0
        let age = Int64(180 * day * Double(count - 1 - position) / Double(Swift.max(1, count)))
        return draft.lead(number: position + 1, moment: end - age)
    }

    private static func topic(_ random: inout SeededGenerator) -> SampleTopic {
        var share = random.below(SampleTopic.all.reduce(0) { $0 + $1.weight })
        for topic in SampleTopic.all {
            if share < topic.weight { return topic }
            share -= topic.weight
        }
        return SampleTopic.all[0]
    }
}
