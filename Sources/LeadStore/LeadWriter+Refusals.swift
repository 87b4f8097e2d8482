import Leads
import Logging
import Postgres

extension LeadWriter {
    /// Stores a batch of which leads are or may be refused: in groups, on the server; returns why
    /// nothing of it is stored.
    func writeInGroups(
        _ batch: [Entry], _ wasLost: inout Bool, _ results: inout [Outcome?]
    ) async -> (any Error)? {
        do {
            let answers = try await OneAnswer.all(
                of: send(
                    """
                    select lead_id, stored, sql_state, constraint_name, pg_current_xact_id(), now()
                    from store_leads_in_groups(\(array(of: batch)), \(Int32(Self.groupWidth)))
                    where \(Self.lockLimit())
                    """, &wasLost))
            var unstored: [Entry] = []
            for entry in batch {
                let answer = answers[entry.lead.id]
                // What is not about data is better met by the client, whose connection may be too old.
                if answer?.isAboutData == true { caution.raise() }
                results[entry.place] = answer?.outcome
                if answer?.outcome == nil { unstored.append(entry) }
            }
            let mark = answers.values.first?.mark
            await tellUnstored(unstored, by: mark, &results)
        } catch let error as PostgresError where error.isAboutData {
            await writeHalves(batch, error, &results)
        } catch {
            return error
        }
        return nil
    }

    /// What the server refuses while it still decodes the batch, it can't try in groups.
    private func writeHalves(
        _ batch: [Entry], _ error: PostgresError, _ results: inout [Outcome?]
    ) async {
        guard batch.count > 1 else {
            let state = error.sqlState ?? "unknown"
            let refusal = StoreError(
                .refused, "The database refused this lead (SQLSTATE \(state)).")
            return fail(batch, refusal, &results)
        }
        let middle = batch.count / 2
        await write(Array(batch[..<middle]), &results)
        await write(Array(batch[middle...]), &results)
    }

    /// Tells of leads that a statement did not store.
    ///
    /// The first of the same external id is there, or an earlier try of the batch stored them after
    /// all. Others are tried once more, each by itself.
    ///
    /// - Parameters:
    ///   - batch: The leads.
    ///   - mark: What the statement noted of the leads that it did store.
    ///   - results: Where it is told.
    func tellUnstored(
        _ batch: [Entry], by mark: StoredMark?, _ results: inout [Outcome?]
    ) async {
        let unknown = await tellDuplicates(batch, by: mark, &results)
        // Few exception blocks keep below the subtransactions that PostgreSQL tracks cheaply.
        for start in stride(from: 0, to: unknown.count, by: Self.groupWidth / 2) {
            let end = min(start + Self.groupWidth / 2, unknown.count)
            await writeOneByOne(Array(unknown[start..<end]), &results)
        }
    }

    private func writeOneByOne(_ unknown: [Entry], _ results: inout [Outcome?]) async {
        var wasLost = false
        do {
            let answers = try await OneAnswer.all(
                of: send(
                    """
                    select lead_id, stored, sql_state, constraint_name, pg_current_xact_id(), now()
                    from store_leads_one_by_one(\(array(of: unknown)))
                    where \(Self.lockLimit())
                    """, &wasLost))
            var met: [Entry] = []
            for entry in unknown {
                let answer = answers[entry.lead.id]
                results[entry.place] = answer?.outcome ?? .failed(.keptOut)
                if answer?.metFirst == true { met.append(entry) }
            }
            for entry in await tellDuplicates(met, by: nil, &results) {
                results[entry.place] = .failed(.firstIsGone)
            }
        } catch {
            fail(unknown, error, &results)
        }
    }

    /// Tells of leads that are there already; returns those that are not.
    private func tellDuplicates(
        _ batch: [Entry], by mark: StoredMark?, _ results: inout [Outcome?]
    ) async -> [Entry] {
        guard !batch.isEmpty else { return [] }
        do {
            let firsts = try await untilAnswered { try await store.firsts(of: batch.map(\.lead)) }
            let stored = zip(batch, firsts).filter { entry, first in
                first?.id == entry.lead.id && entry.lead.vector != nil
            }
            var bare: Set<LeadID> = []
            if let mark {
                bare = try await store.removeBare(
                    stored.map(\.0.lead), storedBy: mark.transaction)
            }
            for (entry, first) in zip(batch, firsts) {
                results[entry.place] = first.map {
                    bare.contains($0.id) ? .failed(.keptOut) : .duplicate($0)
                }
            }
            return zip(batch, firsts).filter { $0.1 == nil }.map(\.0)
        } catch {
            logger.error("Leads could not be looked for", metadata: ["error": "\(error)"])
            // An earlier try, whose answer was lost, may have stored them.
            fail(batch, StoreError.answerLost, &results)
            return []
        }
    }
}

extension StoreError {
    fileprivate static let firstIsGone = StoreError(
        .unavailable, "The first lead of this external_id was just deleted: send it again.")

    fileprivate static let keptOut = StoreError(
        .refused,
        "The database did not keep this lead with its id and vector: a trigger of its own changed "
            + "it or kept it out.")
}

/// What the functions that try leads in groups or alone say of one.
private struct OneAnswer {
    /// Whether the lead is stored as it was sent.
    let isStored: Bool
    /// Why PostgreSQL refused it; nil when it did not.
    let sqlState: String?
    let constraint: String?
    let mark: StoredMark

    /// The answers by the ids of their leads.
    static func all(of rows: Rows) throws(PostgresError) -> [LeadID: OneAnswer] {
        var answers: [LeadID: OneAnswer] = [:]
        for row in rows {
            let (id, stored, state, constraint, transaction, moment) = try row.decode(
                PostgresUUID.self, Bool?.self, String?.self, String?.self, UInt64.self,
                PostgresTimestamp.self)
            answers[LeadID(id)] = OneAnswer(
                isStored: stored == true, sqlState: state,
                constraint: constraint == "" ? nil : constraint,
                mark: StoredMark(transaction: transaction, at: moment, isAsSent: false))
        }
        return answers
    }

    /// Whether PostgreSQL will never take the lead as it is.
    var isAboutData: Bool { sqlState.map(PostgresError.isAboutData) ?? false }

    /// Whether a lead of the same id or external id was there.
    var metFirst: Bool {
        sqlState == "23505"
            && (constraint == "leads_pkey" || constraint == "leads_external_key")
    }

    /// What became of the lead; nil when it was not stored and nothing refused it.
    var outcome: LeadWriter.Outcome? {
        if isStored { return .stored(mark) }
        guard let sqlState else { return nil }
        guard isAboutData else {
            return .failed(
                StoreError(
                    .unavailable,
                    "The database could not store this lead (SQLSTATE \(sqlState)): a policy, a "
                        + "trigger or a missing right keeps it out. Try again when that is mended.")
            )
        }
        let named = constraint.map { " by constraint \($0)" } ?? ""
        return .failed(
            StoreError(
                .refused, "The database refused this lead\(named) (SQLSTATE \(sqlState))."))
    }
}
