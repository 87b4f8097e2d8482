import Enrichment
import Intake
import LeadFiles
import LeadStore
import Leads
import Schema

extension ImportRun {
    /// What became of a row.
    private enum Fate: Sendable {
        case stored
        case duplicate
        case rejected(String)
    }

    /// Takes a batch in and writes down what was rejected.
    func take(_ rows: [LeadRow]) async throws {
        let fates = try await fates(of: rows)
        for (row, fate) in zip(rows, fates) {
            switch fate {
            case .stored: totals.stored += 1
            case .duplicate: totals.duplicates += 1
            case .rejected(let reason):
                totals.rejected += 1
                checkpoint.rejected += 1
                try rejections.write(row, reason: reason)
            }
        }
        totals.rows += rows.count
        checkpoint.accepted = checkpoint.position.rows - checkpoint.rejected
    }

    /// What becomes of each row, all of a batch side by side.
    private func fates(of rows: [LeadRow]) async throws -> [Fate] {
        let session = session
        let identity = identity
        return try await withThrowingTaskGroup(of: (Int, Fate).self) { group in
            for (place, row) in rows.enumerated() {
                let id = identity.map { LeadID(of: row.number, in: $0) } ?? .make()
                group.addTask { (place, try await Self.fate(of: row, id: id, session)) }
            }
            var fates = [Fate?](repeating: nil, count: rows.count)
            for try await (place, fate) in group { fates[place] = fate }
            return fates.compactMap(\.self)
        }
    }

    private static func fate(
        of row: LeadRow, id: LeadID, _ session: Session
    ) async throws -> Fate {
        switch row.content {
        case .rejected(let reason): return .rejected(reason)
        case .lead(let json):
            do {
                let payload = try LeadPayload.contract.decode(json)
                let receipt = try await session.intake.receive(
                    payload, in: session.workspace.id, id: id)
                return receipt.isNew ? .stored : .duplicate
            } catch let failure as ValidationFailure {
                return .rejected(failure.reasons)
            } catch EnrichmentError.blankFirstName {
                return .rejected("first_name: nothing but white space")
            } catch let error as StoreError where error.code == .refused {
                return .rejected(error.message)
            }
        }
    }
}

extension LeadID {
    /// The id of a row of a file: a UUID of version 8 (RFC 9562, section 5.8).
    fileprivate init(of row: Int, in file: FileIdentity) {
        func mix(_ value: UInt64) -> UInt64 {
            // SplitMix64's finaliser: every bit of the input changes half of the output's.
            var mixed = value &+ 0x9E37_79B9_7F4A_7C15
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
        let source = mix(file.headHash ^ mix(UInt64(bitPattern: file.size)))
        let high = source ^ mix(UInt64(bitPattern: file.modified))
        self.init(
            high: high & ~0xF000 | 0x8000,
            low: mix(source &+ UInt64(row)) >> 2 | 0x8000_0000_0000_0000)
    }
}

extension ValidationFailure {
    /// All issues in one line, without the values.
    fileprivate var reasons: String {
        issues.map { issue in
            let place = issue.loc.dropFirst().map { step in
                switch step {
                case .key(let key): key
                case .index(let index): String(index)
                }
            }
            return "\(place.joined(separator: ".")): \(issue.msg)"
        }.joined(separator: "; ")
    }
}
