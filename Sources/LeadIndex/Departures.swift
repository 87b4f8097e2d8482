/// The leads that left the index a short while ago, so that news of theirs that comes late does
/// not bring them back.
///
/// A process takes in what it has stored itself after the commit; another may have deleted the
/// lead by then, and the change feed may have passed the deletion.
struct Departures: Sendable {
    /// How long a lead is remembered at least; once more as long at most.
    static let period: Duration = .seconds(30)

    private var recent: Set<LeadKey> = []
    private var older: Set<LeadKey> = []
    private var periodEnd = ContinuousClock.now + period

    /// Whether none is remembered, as nearly always: hashing a key costs more than asking this.
    private var isEmpty: Bool { recent.isEmpty && older.isEmpty }

    func contains(_ key: LeadKey) -> Bool {
        !isEmpty && (recent.contains(key) || older.contains(key))
    }

    mutating func add(_ key: LeadKey, now: ContinuousClock.Instant = .now) {
        if now >= periodEnd {
            older = now >= periodEnd + Self.period ? [] : recent
            recent = []
            periodEnd = now + Self.period
        }
        recent.insert(key)
    }

    mutating func remove(_ key: LeadKey) {
        guard !isEmpty else { return }
        recent.remove(key)
        older.remove(key)
    }
}
