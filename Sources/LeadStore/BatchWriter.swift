import Leads
import Logging
import Postgres

/// Writes one batch of leads and tells each lead what became of it.
struct BatchWriter: Sendable {
    let store: LeadStore
    let type: CompositeType
    let logger: Logger
    /// How often a batch is sent when connections break: sending it again is safe, as a lead that
    /// is there already under its id stays as it is.
    let attempts = 5

    func write(_ batch: [IngestLane.Waiting]) async {
        do {
            try await writeTogether(batch)
        } catch {
            logger.warning(
                "A batch was refused as a whole, its leads are tried one by one",
                metadata: ["error": "\(error)", "leads": "\(batch.count)"])
            await writeOneByOne(batch)
        }
    }

    private func writeTogether(_ batch: [IngestLane.Waiting]) async throws {
        let (rows, mayBeThere) = try await sending {
            try await store.client.query(
                "select store_leads(\(CompositeArray(of: type, rows: batch.map(\.row))))")
        }
        let stored = Set(try rows.map { row in LeadID(try row.decode(PostgresUUID.self, at: 0)) })
        try await acknowledge(batch, stored: stored, mayBeThere: mayBeThere)
    }

    /// Sends a statement until an answer comes; tells whether an earlier try may have taken effect.
    private func sending(
        _ statement: () async throws -> Rows
    ) async throws -> (rows: Rows, mayBeThere: Bool) {
        var mayBeThere = false
        for attempt in 1...attempts {
            do {
                return (try await statement(), mayBeThere)
            } catch let error as PostgresError where error.isPassing && attempt < attempts {
                mayBeThere = mayBeThere || error.mayHaveExecuted
                logger.warning(
                    "A batch is sent again", metadata: ["error": "\(error)", "try": "\(attempt)"])
                try await Task.sleep(for: .milliseconds(50 << attempt))
            }
        }
        throw StoreError(.unavailable, "The database does not answer: try again later.")
    }

    private func acknowledge(
        _ batch: [IngestLane.Waiting], stored: Set<LeadID>, mayBeThere: Bool
    ) async throws {
        var others: [IngestLane.Waiting] = []
        for waiting in batch {
            if stored.contains(waiting.lead.id) {
                waiting.done.resume(returning: .stored)
            } else {
                others.append(waiting)
            }
        }
        guard !others.isEmpty else { return }
        await acknowledgeUnstored(others)
    }

    /// Leads that a statement did not store: the first of the same external id is there, or an
    /// earlier try of the batch stored them after all.
    private func acknowledgeUnstored(_ batch: [IngestLane.Waiting]) async {
        do {
            let found = try await store.firsts(of: batch.map(\.lead))
            for (waiting, first) in zip(batch, found) {
                if let first {
                    let isItself = first.id == waiting.lead.id
                    waiting.done.resume(returning: isItself ? .stored : .duplicate(first))
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

    private func writeOneByOne(_ batch: [IngestLane.Waiting]) async {
        do {
            let (rows, _) = try await sending {
                try await store.client.query(
                    """
                    select lead_id, stored, sql_state, constraint_name
                    from store_leads_one_by_one(\(CompositeArray(of: type, rows: batch.map(\.row))))
                    """)
            }
            try await acknowledge(batch, results: rows)
        } catch {
            fail(batch, error)
        }
    }

    private func acknowledge(_ batch: [IngestLane.Waiting], results: Rows) async throws {
        var waiting = Dictionary(
            batch.map { ($0.lead.id, $0) }, uniquingKeysWith: { first, _ in first })
        var unstored: [IngestLane.Waiting] = []
        for row in results {
            let (id, stored, state, constraint) = try row.decode(
                PostgresUUID.self, Bool?.self, String?.self, String?.self)
            guard let lead = waiting.removeValue(forKey: LeadID(id)) else { continue }
            switch stored {
            case true?: lead.done.resume(returning: .stored)
            case false?: unstored.append(lead)
            case nil: lead.done.resume(throwing: Self.refusal(state, constraint))
            }
        }
        await acknowledgeUnstored(unstored)
        fail(
            Array(waiting.values),
            StoreError(.unexpectedData, "The database did not answer for this lead."))
    }

    private static func refusal(_ state: String?, _ constraint: String?) -> StoreError {
        let named = constraint.map { $0.isEmpty ? "" : " by constraint \($0)" } ?? ""
        return StoreError(
            .refused, "The database refused this lead\(named) (SQLSTATE \(state ?? "unknown")).")
    }

    private func fail(_ batch: [IngestLane.Waiting], _ error: any Error) {
        if !batch.isEmpty {
            logger.error(
                "Leads could not be stored",
                metadata: ["error": "\(error)", "leads": "\(batch.count)"])
        }
        for waiting in batch { waiting.done.resume(throwing: StoreError(telling: error)) }
    }
}
