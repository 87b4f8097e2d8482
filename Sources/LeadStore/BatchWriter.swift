import Leads
import Logging
import Postgres

/// Writes one batch of leads and tells each lead what became of it.
struct BatchWriter: Sendable {
    let store: LeadStore
    let type: CompositeType
    let logger: Logger
    /// For how long a batch is sent again when connections break: sending it again is safe, as a
    /// lead that is there already under its id stays as it is.
    let patience = Duration.seconds(5)

    func write(_ batch: [IngestLane.Waiting]) async {
        let array = CompositeArray(of: type, rows: batch.map(\.row))
        do {
            let rows = try await send(
                "select id, pg_current_xact_id(), now() from store_leads(\(array)) id")
            await acknowledge(batch, stored: try Self.stored(rows))
        } catch let error as PostgresError where error.isAboutData {
            logger.warning(
                "A batch was refused as a whole, its leads are tried one by one",
                metadata: ["error": "\(error)", "leads": "\(batch.count)"])
            await writeOneByOne(batch, array)
        } catch {
            fail(batch, error)
        }
    }

    private static func stored(_ rows: Rows) throws -> [LeadID: StoredMark] {
        var stored: [LeadID: StoredMark] = [:]
        stored.reserveCapacity(rows.count)
        for row in rows {
            let (id, transaction, moment) = try row.decode(
                PostgresUUID.self, UInt64.self, PostgresTimestamp.self)
            stored[LeadID(id)] = StoredMark(transaction: transaction, at: moment)
        }
        return stored
    }

    /// Sends a statement until an answer comes.
    private func send(_ statement: SQL) async throws -> Rows {
        let end = ContinuousClock.now + patience
        var attempt = 1
        while true {
            let failure: PostgresError
            do {
                return try await store.client.query(statement)
            } catch {
                failure = error
            }
            guard failure.isPassing, ContinuousClock.now < end else { throw failure }
            logger.warning(
                "A batch is sent again", metadata: ["error": "\(failure)", "try": "\(attempt)"])
            try await Task.sleep(for: .milliseconds(50 << min(attempt, 4)))
            attempt += 1
        }
    }

    private func acknowledge(
        _ batch: [IngestLane.Waiting], stored: [LeadID: StoredMark]
    ) async {
        var others: [IngestLane.Waiting] = []
        for waiting in batch {
            if let mark = stored[waiting.lead.id] {
                waiting.done.resume(returning: .stored(mark))
            } else {
                others.append(waiting)
            }
        }
        if !others.isEmpty { await acknowledgeUnstored(others) }
    }

    /// Leads that a statement did not store: the first of the same external id is there, or an
    /// earlier try of the batch stored them after all.
    private func acknowledgeUnstored(_ batch: [IngestLane.Waiting]) async {
        do {
            let found = try await store.firsts(of: batch.map(\.lead))
            for (waiting, first) in zip(batch, found) {
                if let first {
                    waiting.done.resume(returning: .duplicate(first))
                } else {
                    waiting.done.resume(
                        throwing: StoreError(
                            .unavailable,
                            "The first lead of this external_id was just deleted: send it again."))
                }
            }
        } catch {
            fail(batch, error)
        }
    }

    private func writeOneByOne(_ batch: [IngestLane.Waiting], _ array: CompositeArray) async {
        do {
            let rows = try await send(
                """
                select lead_id, stored, sql_state, constraint_name, pg_current_xact_id(), now()
                from store_leads_one_by_one(\(array))
                """)
            let results = try rows.map { row in try OneResult(row) }
            await acknowledge(batch, results: results)
        } catch let error as PostgresError where error.isAboutData {
            await writeHalves(batch, error)
        } catch {
            fail(batch, error)
        }
    }

    /// What the server refuses while it still decodes the batch, it can't try one by one.
    private func writeHalves(_ batch: [IngestLane.Waiting], _ error: PostgresError) async {
        guard batch.count > 1 else {
            return fail(
                batch,
                StoreError(
                    .refused,
                    "The database refused this lead (SQLSTATE \(error.sqlState ?? "unknown"))."))
        }
        let middle = batch.count / 2
        await write(Array(batch[..<middle]))
        await write(Array(batch[middle...]))
    }

    /// The function answers in the order of the batch.
    private func acknowledge(_ batch: [IngestLane.Waiting], results: [OneResult]) async {
        var unstored: [IngestLane.Waiting] = []
        for (lead, result) in zip(batch, results) {
            switch result.stored {
            case true?: lead.done.resume(returning: .stored(result.mark))
            case false?: unstored.append(lead)
            case nil: lead.done.resume(throwing: result.refusal)
            }
        }
        if !unstored.isEmpty { await acknowledgeUnstored(unstored) }
        fail(
            Array(batch.dropFirst(results.count)),
            StoreError(.unexpectedData, "The database did not answer for this lead."))
    }

    private func fail(_ batch: [IngestLane.Waiting], _ error: any Error) {
        guard !batch.isEmpty else { return }
        logger.error(
            "Leads could not be stored",
            metadata: ["error": "\(error)", "leads": "\(batch.count)"])
        for waiting in batch { waiting.done.resume(throwing: StoreError(telling: error)) }
    }
}

/// What `store_leads_one_by_one` says of one lead.
private struct OneResult {
    let id: LeadID
    /// nil when PostgreSQL refused the lead.
    let stored: Bool?
    let sqlState: String?
    let constraint: String?
    let mark: StoredMark

    init(_ row: Row) throws(PostgresError) {
        let (id, stored, state, constraint, transaction, moment) = try row.decode(
            PostgresUUID.self, Bool?.self, String?.self, String?.self, UInt64.self,
            PostgresTimestamp.self)
        self.id = LeadID(id)
        self.stored = stored
        sqlState = state
        self.constraint = constraint
        mark = StoredMark(transaction: transaction, at: moment)
    }

    var refusal: StoreError {
        let named = constraint.map { $0.isEmpty ? "" : " by constraint \($0)" } ?? ""
        return StoreError(
            .refused, "The database refused this lead\(named) (SQLSTATE \(sqlState ?? "unknown")).")
    }
}
