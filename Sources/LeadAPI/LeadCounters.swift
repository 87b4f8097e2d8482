import Synchronization

/// Counts what became of leads that were sent, whatever the operation.
public final class LeadCounters: Sendable {
    private let stored = Atomic<Int>(0)
    private let known = Atomic<Int>(0)

    init() {}

    /// Counts a lead that was stored, or was there already.
    func count(isNew: Bool) {
        _ = isNew ? stored.add(1, ordering: .relaxed) : known.add(1, ordering: .relaxed)
    }

    /// The counts in Prometheus' text format; those of refusals stand in `http_requests_total`.
    public var text: String {
        let name = "leadline_leads_taken_total"
        return """
            # HELP \(name) Leads acknowledged, by whether they were there already.
            # TYPE \(name) counter
            \(name){result="stored"} \(stored.load(ordering: .relaxed))
            \(name){result="duplicate"} \(known.load(ordering: .relaxed))

            """
    }
}
