import Leads
public import Logging
import Postgres

/// Stores batches of leads, each lead with its row, vector and decision, in one commit a batch.
///
/// A lead that PostgreSQL refuses never fails the others of its batch.
public struct LeadWriter: Sendable {
    /// What became of a lead.
    public enum Outcome: Sendable {
        /// It was stored.
        case stored(StoredMark)
        /// It was there already, by its id or its `external_id`; this is the first.
        case duplicate(LeadSummary)
        /// It is not stored, or with code `.outcomeUnknown` nobody knows; the others are `.refused`,
        /// `.unavailable`, `.overloaded` and `.unexpectedData`.
        case failed(StoreError)
    }

    /// A lead and its row as it is sent.
    public struct EncodedLead: Sendable {
        /// The lead.
        public let lead: NewLead
        let row: Result<[UInt8], StoreError>
    }

    /// A lead, its row as it is sent, and its place in the batch it came with.
    struct Entry {
        let lead: NewLead
        let row: [UInt8]
        let place: Int
    }

    let store: LeadStore
    let type: CompositeType
    let logger: Logger
    let caution = Caution()
    /// Raised when a lock was waited for in vain: more leads that need it may follow.
    let lockCaution = Caution()
    /// How many leads are tried together when a lead of their batch was refused.
    static let groupWidth = 64

    /// Makes a writer of a database that has been migrated.
    ///
    /// - Parameters:
    ///   - store: Where leads go.
    ///   - logger: Where trouble with the database is told.
    /// - Throws: `PostgresError` when the database can't be asked for the type of a batch.
    public init(store: LeadStore, logger: Logger) async throws {
        self.store = store
        self.logger = logger
        type = try await store.client.compositeType(named: "lead_in")
    }

    /// Writes a lead as it will be sent: what can be done before a commit need not wait for it.
    public func encoded(_ lead: NewLead) -> EncodedLead {
        do {
            return EncodedLead(lead: lead, row: .success(try lead.row(of: type)))
        } catch {
            return EncodedLead(lead: lead, row: .failure(StoreError(telling: error)))
        }
    }

    /// Stores leads; what became of each stands in the order of the leads.
    public func write(_ leads: [EncodedLead]) async -> [Outcome] {
        var results = [Outcome?](repeating: nil, count: leads.count)
        var entries: [Entry] = []
        entries.reserveCapacity(leads.count)
        for (place, encoded) in leads.enumerated() {
            switch encoded.row {
            case .success(let row):
                entries.append(Entry(lead: encoded.lead, row: row, place: place))
            case .failure(let error): results[place] = .failed(error)
            }
        }
        // In one order: batches that are stored side by side must not wait for each other in turn.
        entries.sort { $0.lead.stands(before: $1.lead) }
        await write(entries, &results)
        let unanswered = StoreError(
            .unexpectedData, "The database did not answer for this lead: send it again.")
        return results.map { $0 ?? .failed(unanswered) }
    }

    /// Stores a batch; when the data of a lead is refused, or a lock keeps it out, finds out whose.
    func write(_ batch: [Entry], _ results: inout [Outcome?]) async {
        guard !batch.isEmpty else { return }
        let isCareful = batch.count > Self.groupWidth && caution.isCalledFor
        if !isCareful, lockCaution.isCalledFor { return await writeApart(batch, &results) }
        var wasLost = false
        let failure =
            isCareful
            ? await writeInGroups(batch, &wasLost, &results)
            : await attempt(batch, Self.lockPatience, &results)
        guard let failure else { return }
        guard failure.isAboutLock else { return fail(batch, failure, &results) }
        lockCaution.raise()
        logger.warning(
            "Somebody's lock keeps a batch out, its leads are tried apart",
            metadata: ["error": "\(failure)", "leads": "\(batch.count)"])
        await writeApart(batch, &results)
    }

    /// Stores a batch in one statement, or in groups when a lead is refused; returns why
    /// nothing of it is stored.
    func attempt(
        _ batch: [Entry], _ patience: Duration, _ results: inout [Outcome?]
    ) async -> (any Error)? {
        var wasLost = false
        do {
            try await writeTogether(batch, patience, &wasLost, &results)
        } catch let error as PostgresError where error.mayBeOfOneLead {
            logger.warning(
                "A batch was refused as a whole, its leads are tried in groups",
                metadata: ["error": "\(error)", "leads": "\(batch.count)"])
            return await writeInGroups(batch, &wasLost, &results)
        } catch {
            return error
        }
        return nil
    }

    func array(of batch: [Entry]) -> CompositeArray {
        CompositeArray(of: type, rows: batch.map(\.row))
    }

    /// Stores a batch in one statement, or throws and stores nothing of it.
    private func writeTogether(
        _ batch: [Entry], _ patience: Duration, _ wasLost: inout Bool,
        _ results: inout [Outcome?]
    ) async throws {
        var statement = StoringStatement(
            array(of: batch), of: batch.map(\.lead), lockLimit: Self.lockLimit(patience))
        let answer: StoringStatement.Answer
        do {
            answer = try StoringStatement.Answer(try await send(statement.sql, &wasLost))
        } catch let error as PostgresError where statement.mayBeForgiven(error) {
            statement.keepsFirsts = true
            answer = try StoringStatement.Answer(try await send(statement.sql, &wasLost))
        }
        let unstored = batch.filter { !answer.holds($0.lead) }
        for entry in batch { results[entry.place] = .stored(answer.mark) }
        for entry in unstored { results[entry.place] = nil }
        await tellUnstored(unstored, by: answer.mark, &results)
    }

    func fail(_ batch: [Entry], _ error: any Error, _ results: inout [Outcome?]) {
        guard !batch.isEmpty else { return }
        logger.error(
            "Leads could not be stored",
            metadata: ["error": "\(error)", "leads": "\(batch.count)"])
        for entry in batch { results[entry.place] = .failed(StoreError(telling: error)) }
    }
}
