import Console
import Foundation
import LeadFiles

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

    let session: Session
    /// nil for standard input, which can't be resumed.
    let identity: FileIdentity?
    private let checkpointPath: String
    var checkpoint: Checkpoint
    private var reader: LeadFileReader
    var rejections: RejectedRows
    private var bar: ProgressDisplay
    var totals = Totals()

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
}
