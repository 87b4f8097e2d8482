import Leads
import Postgres

extension LeadWriter {
    /// Stores a batch that was refused as a whole: each lead by itself, on the server.
    func writeOneByOne(
        _ batch: [Entry], _ array: CompositeArray, _ results: inout [Outcome?]
    ) async {
        do {
            let rows = try await send(
                """
                select lead_id, stored, sql_state, constraint_name, pg_current_xact_id(), now()
                from store_leads_one_by_one(\(array))
                """)
            let answers = try rows.map { row in try OneAnswer(row) }
            await tell(batch, answers, &results)
        } catch let error as PostgresError where error.isAboutData {
            await writeHalves(batch, error, &results)
        } catch {
            fail(batch, error, &results)
        }
    }

    /// What the server refuses while it still decodes the batch, it can't try one by one.
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

    /// The function answers in the order of the batch.
    private func tell(
        _ batch: [Entry], _ answers: [OneAnswer], _ results: inout [Outcome?]
    ) async {
        var unstored: [Entry] = []
        for (entry, answer) in zip(batch, answers) {
            switch answer.stored {
            case true?: results[entry.place] = .stored(answer.mark)
            case false?: unstored.append(entry)
            case nil: results[entry.place] = .failed(answer.refusal)
            }
        }
        await tellUnstored(unstored, &results)
    }
}

/// What `store_leads_one_by_one` says of one lead.
private struct OneAnswer {
    /// nil when PostgreSQL refused the lead.
    let stored: Bool?
    let sqlState: String?
    let constraint: String?
    let mark: StoredMark

    init(_ row: Row) throws(PostgresError) {
        let (_, stored, state, constraint, transaction, moment) = try row.decode(
            PostgresUUID.self, Bool?.self, String?.self, String?.self, UInt64.self,
            PostgresTimestamp.self)
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
