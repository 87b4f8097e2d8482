import ArgumentParser
import Console
import Foundation
import LeadFiles
import Settings

/// Takes in the leads of a file.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in the leads of a CSV or NDJSON file.",
        discussion: """
            Columns are recognised by their headers, those of common CRM exports included; all \
            others go to `attributes`. Rows that are no leads are written with the reason to a \
            file beside it. A stopped import goes on where it was when it is run again; no row of \
            the same file is stored twice.
            """)

    @OptionGroup var common: SettingFlags
    @Argument(help: "The file.") var file: String
    @Option(help: ArgumentHelp("csv or ndjson; found out otherwise.", valueName: "format"))
    var format: String?
    @Option(help: "utf-8, utf-16le, utf-16be, windows-1252, latin-1; found out otherwise.")
    var encoding: String?
    @Option(help: "The delimiter of a CSV file; found out otherwise.") var delimiter: String?
    @Option(
        name: .customLong("map"),
        help: ArgumentHelp("What a column is: \"Column=field\".", valueName: "column=field"))
    var maps: [String] = []
    @Option(help: "The revenue tier of rows that have none, 0 to 10.") var defaultRevenueTier: Int?
    @Option(help: "The source of rows that have none.") var source: String?
    @Option(help: "The UTC offset of times without one, such as +02:00.") var utcOffset: String?
    @Option(help: "Where rejected rows go; beside the file otherwise.") var rejected: String?
    @Flag(help: "Exit with code 3 when any row was rejected, not only when all were.") var strict =
        false
    @Flag(help: "Report as JSON.") var json = false

    func run() async throws {
        let settings = try common.load().settings
        let options = try options()
        // Opened once before the database, so that a wrong file is told at once.
        if file != "-" { _ = try LeadFileReader.open(path: file, options: options) }
        let totals = try await Session.open(settings, settings.logger()) { session in
            let lock = try ImportLock(file: file)
            defer { lock?.release() }
            let work = try ImportRun.open(
                session: session, file: file, options: options,
                rejectedPath: rejected ?? rejectedPath)
            return try await work.run()
        }
        report(totals)
        // A file of which nothing at all was taken is no success: its columns are wrong, most likely.
        let isNothing =
            totals.rejected > 0 && totals.rejected == totals.rows && totals.rowsBefore == 0
        if isNothing || (strict && totals.rejected > 0) {
            throw CommandExitError(code: .rejectedRows)
        }
    }

    /// `contacts.csv` gives `contacts.rejected.csv`.
    private var rejectedPath: String {
        guard file != "-" else { return "leads.rejected" }
        let url = URL(fileURLWithPath: file)
        let name = url.deletingPathExtension().lastPathComponent + ".rejected"
        let ending = url.pathExtension
        return url.deletingLastPathComponent()
            .appendingPathComponent(ending.isEmpty ? name : name + "." + ending).path
    }

    private func options() throws -> LeadFileOptions {
        var options = LeadFileOptions()
        if let format {
            guard let known = LeadFileFormat(rawValue: format) else {
                throw ValidationError("--format is csv or ndjson.")
            }
            options.format = known
        }
        options.encoding = try encoding.map { name in try TextEncoding(named: name) }
        if let delimiter {
            let bytes = Array((delimiter == "\\t" ? "\t" : delimiter).utf8)
            guard bytes.count == 1 else { throw ValidationError("--delimiter is one character.") }
            options.delimiter = bytes[0]
        }
        for map in maps {
            guard let equals = map.lastIndex(of: "=") else {
                throw ValidationError("--map looks like \"Column=field\".")
            }
            let role = String(map[map.index(after: equals)...])
            options.columns[String(map[..<equals])] = try ColumnRole(named: role)
        }
        options.defaultRevenueTier = defaultRevenueTier
        options.defaultSource = source
        options.utcOffset = utcOffset
        return options
    }

    private func report(_ totals: ImportRun.Totals) {
        var report = Report(command: "import")
        if totals.rowsBefore > 0 {
            report.add("rows_done_before", .number(totals.rowsBefore))
        }
        report.add("rows", .number(totals.rows))
        report.add("stored", .number(totals.stored))
        report.add("known_before", .number(totals.duplicates))
        report.add("rejected", .number(totals.rejected))
        if totals.rejected > 0 { report.add("rejected_rows", .text(totals.rejectedPath)) }
        StandardOutput.write(json ? report.json(succeeded: true) : report.text())
    }
}
