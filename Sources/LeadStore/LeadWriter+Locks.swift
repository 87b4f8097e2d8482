import Leads
import Postgres

/// Leads that a transaction of somebody else keeps from being stored, by a lock that it holds: on
/// the lead of the same external id, or on a whole table.
extension LeadWriter {
    /// How long a batch waits for a lock.
    static let lockPatience = Duration.seconds(1)
    /// How long a lead that is tried by itself does.
    private static let shortLockPatience = Duration.milliseconds(100)
    /// How many leads that somebody holds wait in vain at most before no more of them are tried.
    private static let lockedAtMost = 3
    /// How often others are tried in vain, in smaller and smaller parts.
    private static let triesInVain = 24

    /// What makes a statement end its wait for a lock, as a condition that holds.
    static func lockLimit(_ patience: Duration = lockPatience) -> SQL {
        let milliseconds = "\(Int64(patience / .milliseconds(1)))"
        return "(select set_config('lock_timeout', \(milliseconds), true)) is not null"
    }

    /// Stores a batch of which somebody keeps a part: those without an external id together, as
    /// no lead that is there stands in their way, then those of the others that nobody holds.
    func writeApart(_ batch: [Entry], _ results: inout [Outcome?]) async {
        let isKeyed = { (entry: Entry) in entry.lead.lead.externalID != nil }
        let others = batch.filter { !isKeyed($0) }
        // What all need, and somebody holds or nobody answers for, keeps these out too.
        if !others.isEmpty, let failure = await attempt(others, Self.lockPatience, &results) {
            return fail(batch, failure, &results)
        }
        let keyed = batch.filter(isKeyed)
        guard !keyed.isEmpty else { return }
        let held: Set<Int>
        do {
            held = try await untilAnswered { try await store.held(of: keyed.map(\.lead)) }
        } catch {
            return fail(keyed, error, &results)
        }
        var tries = Self.triesInVain
        let free = keyed.indices.filter { !held.contains($0) }.map { keyed[$0] }
        await writeByHalves(free, Self.lockPatience, &tries, &results)
        var left = Self.lockedAtMost
        for place in held.sorted() {
            await writeByHalves([keyed[place]], Self.shortLockPatience, &left, &results)
        }
    }

    /// Stores leads together, or by halves when somebody holds an external id of theirs, such as one
    /// who has stored the same and not committed yet.
    private func writeByHalves(
        _ batch: [Entry], _ patience: Duration, _ tries: inout Int, _ results: inout [Outcome?]
    ) async {
        guard !batch.isEmpty else { return }
        guard tries > 0 else { return fail(batch, StoreError.locked, &results) }
        guard let failure = await attempt(batch, patience, &results) else { return }
        if failure.isAboutLock { tries -= 1 }
        guard failure.isAboutLock, batch.count > 1 else { return fail(batch, failure, &results) }
        let middle = batch.count / 2
        let halves = [batch[..<middle], batch[middle...]]
        for half in halves {
            await writeByHalves(Array(half), Self.shortLockPatience, &tries, &results)
        }
    }
}

extension Error {
    /// Whether a lock of somebody else was waited for in vain ("lock not available").
    var isAboutLock: Bool {
        guard let error = self as? PostgresError else { return false }
        return error.code == .server && error.sqlState == "55P03"
    }
}

extension StoreError {
    /// For a lead that a lock of somebody else keeps out.
    static let locked = StoreError(
        .unavailable,
        "A transaction of somebody else holds a lock that this lead needs: nothing was stored, "
            + "send it again in a moment.")
}
