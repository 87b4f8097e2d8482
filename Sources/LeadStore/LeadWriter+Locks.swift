import Leads
import Postgres

/// Leads that a transaction of somebody else keeps from being stored, by a lock that it holds: on
/// the lead of the same external id, on a route, or on a whole table.
extension LeadWriter {
    /// How long a batch waits for a lock.
    static let lockPatience = Duration.seconds(1)
    /// How long a lead that is tried by itself does.
    private static let shortLockPatience = Duration.milliseconds(100)
    /// How many leads that wait in vain are enough to try no more of them.
    private static let lockedAtMost = 3

    /// What makes a statement end its wait for a lock, as a condition that holds.
    static func lockLimit(_ patience: Duration = lockPatience) -> SQL {
        let milliseconds = "\(Int64(patience / .milliseconds(1)))"
        return "(select set_config('lock_timeout', \(milliseconds), true)) is not null"
    }

    /// Stores a batch of which somebody keeps a part: those without an external id together, as
    /// no lead that is there stands in their way, then the others one by one.
    func writeApart(_ batch: [Entry], _ results: inout [Outcome?]) async {
        let isKeyed = { (entry: Entry) in entry.lead.lead.externalID != nil }
        let failure = await tryToWrite(batch.filter { !isKeyed($0) }, Self.lockPatience, &results)
        var locked = 0
        for entry in batch where isKeyed(entry) {
            // Who holds what all need holds up these too.
            if let failure {
                fail([entry], failure, &results)
            } else if locked == Self.lockedAtMost {
                fail([entry], StoreError.locked, &results)
            } else if await tryToWrite([entry], Self.shortLockPatience, &results) != nil {
                locked += 1
            }
        }
    }

    /// Stores leads together; when a lock keeps them out, tells their senders and says so.
    private func tryToWrite(
        _ batch: [Entry], _ patience: Duration, _ results: inout [Outcome?]
    ) async -> PostgresError? {
        guard !batch.isEmpty else { return nil }
        let array = CompositeArray(of: type, rows: batch.map(\.row))
        do {
            try await writeTogether(batch, array, patience, &results)
        } catch let error as PostgresError where error.isAboutData {
            await writeInGroups(batch, array, &results)
        } catch {
            fail(batch, error, &results)
            if let error = error as? PostgresError, error.isAboutLock { return error }
        }
        return nil
    }
}

extension PostgresError {
    /// Whether a lock of somebody else was waited for in vain ("lock not available").
    var isAboutLock: Bool { code == .server && sqlState == "55P03" }
}

extension StoreError {
    /// For a lead that a lock of somebody else keeps out.
    static let locked = StoreError(
        .unavailable,
        "A transaction of somebody else holds a lock that this lead needs: nothing was stored, "
            + "send it again in a moment.")
}
