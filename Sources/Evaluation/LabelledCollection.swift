internal import Foundation

/// A labelled collection on disk: a folder with a file for each part, or one JSON file with all.
///
/// The parts are `train`, `val` and `test`, and `oos_train`, `oos_val` and `oos_test` with texts
/// that belong to no class. A part's file ends in `.csv`, `.json` or `.jsonl`.
public struct LabelledCollection: Sendable {
    /// The parts of one file; nil for a folder.
    private let parts: [String: [LabelledText]]?

    private let path: String
    private let columns: LabelledColumns

    /// Opens a folder, or reads a JSON file whose members are the parts.
    ///
    /// - Throws: `EvaluationError` with code `unreadable`, `invalidJSON` or `missingColumn`.
    public init(path: String, columns: LabelledColumns = LabelledColumns()) throws {
        self.path = path
        self.columns = columns
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw EvaluationError(
                .unreadable, "there is no '\(path)': give a folder with train.csv, or a file")
        }
        guard !isFolder.boolValue else {
            parts = nil
            return
        }
        parts = try Self.naming(path) {
            try LabelledText.readParts(json: Self.bytes(of: path), columns: columns)
        }
    }

    /// The texts of a part and where they stand; nil if the collection has no such part.
    ///
    /// - Throws: `EvaluationError` with code `unreadable`, `invalidCSV`, `invalidJSON` or
    ///   `missingColumn`.
    public func part(_ name: String) throws -> (source: String, texts: [LabelledText])? {
        if let parts {
            return parts[name].map { (source: "\(path), \(name)", texts: $0) }
        }
        for format in ["csv", "json", "jsonl"] {
            let file = "\(path)/\(name).\(format)"
            guard FileManager.default.fileExists(atPath: file) else { continue }
            return (source: file, texts: try Self.texts(of: file, columns: columns))
        }
        return nil
    }

    /// The texts of one file, whose name ends in `.csv`, `.json` or `.jsonl`.
    ///
    /// - Throws: `EvaluationError` with code `unreadable`, `invalidCSV`, `invalidJSON` or
    ///   `missingColumn`, naming the file.
    public static func texts(
        of path: String, columns: LabelledColumns = LabelledColumns()
    ) throws -> [LabelledText] {
        let bytes = try bytes(of: path)
        return try naming(path) {
            switch URL(fileURLWithPath: path).pathExtension.lowercased() {
            case "csv": try LabelledText.read(csv: bytes, columns: columns)
            case "json", "jsonl": try LabelledText.read(json: bytes, columns: columns)
            default:
                throw EvaluationError(
                    .unreadable, "the name ends neither in .csv, .json nor .jsonl")
            }
        }
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw EvaluationError(
                .unreadable, "\(path) cannot be read: \(error.localizedDescription)")
        }
    }

    /// Puts the file's name before the message of an error.
    private static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result
    {
        do {
            return try body()
        } catch let error as EvaluationError {
            throw EvaluationError(error.code, "\(path): \(error.message)")
        }
    }
}
