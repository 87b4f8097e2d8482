import Console
import Enrichment
import Foundation
import Intake
import LeadFiles
import LeadStore
import Leads
import Schema

/// An import at work: reads rows, takes them in batch by batch, and notes how far it is.
final class ImportRun {
    /// What became of the rows of this run.
    struct Totals: Sendable {
        var rows = 0
        var stored = 0
        var duplicates = 0
        var rejected = 0
        var rejectedPath = ""
        /// The rows that an earlier run had done.
        var rowsBefore = 0
    }

    private static let batchSize = 256

    private let session: Session
    /// nil for standard input, which can't be resumed.
    private let identity: FileIdentity?
    private let checkpointPath: String
    private var checkpoint: Checkpoint
    private var reader: LeadFileReader
    private var rejections: RejectedRows
    private var bar: ProgressDisplay
    private var totals = Totals()

    /// Opens the file where an import that was stopped left it, else at its beginning.
    static func open(
        session: Session, file: String, options: LeadFileOptions, rejectedPath: String
    ) throws -> ImportRun {
        let identity = file == "-" ? nil : try FileIdentity(path: file)
        let checkpoint = try checkpoint(file + ".checkpoint", identity)
        let reader = try LeadFileReader.open(
            path: file, options: options, from: checkpoint.position)
        let rejections = RejectedRows(
            path: rejectedPath, header: reader.header, delimiter: reader.delimiter,
            keeping: checkpoint.rejectedLength)
        return ImportRun(
            session: session, identity: identity, checkpointPath: file + ".checkpoint",
            checkpoint: checkpoint, reader: reader, rejections: rejections)
    }

    private init(
        session: Session, identity: FileIdentity?, checkpointPath: String,
        checkpoint: Checkpoint, reader: consuming LeadFileReader,
        rejections: consuming RejectedRows
    ) {
        self.session = session
        self.identity = identity
        self.checkpointPath = checkpointPath
        self.checkpoint = checkpoint
        totals.rejectedPath = rejections.path
        totals.rowsBefore = checkpoint.position.rows
        bar = ProgressDisplay("Import", total: nil, terminal: .standardError)
        self.reader = reader
        self.rejections = rejections
    }

    private static func checkpoint(
        _ path: String, _ identity: FileIdentity?
    ) throws -> Checkpoint {
        guard let identity else { return Checkpoint(file: .standardInput) }
        return try Checkpoint.load(from: path, for: identity) ?? Checkpoint(file: identity)
    }

    /// Works to the end of the file.
    ///
    /// Each batch is committed before the checkpoint says so. A row has an id that follows from
    /// the file and its number, so that a batch that was committed just before the program was
    /// killed is recognised and not stored again.
    func run() async throws -> Totals {
        while true {
            var rows: [LeadRow] = []
            while rows.count < Self.batchSize, let row = try reader.next() { rows.append(row) }
            guard let last = rows.last else { break }
            checkpoint.position = last.end
            try await take(rows)
            try rejections.flush()
            checkpoint.rejectedLength = rejections.length
            if identity != nil { try checkpoint.save(to: checkpointPath) }
            bar.report(checkpoint.position.rows)
        }
        bar.finish()
        if FileManager.default.fileExists(atPath: checkpointPath) {
            try FileManager.default.removeItem(atPath: checkpointPath)
        }
        return totals
    }

    private enum Fate: Sendable {
        case stored
        case duplicate
        case rejected(String)
    }

    private func take(_ rows: [LeadRow]) async throws {
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
