#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// How far the import of a file has come, kept beside it so that it can go on after a stop.
///
/// Save it only after the leads before it are committed and the rejected rows are flushed: then a
/// stop at any moment loses nothing. Rows behind it may be read again.
public struct Checkpoint: Equatable, Sendable {
    /// The file that is imported.
    public var file: FileIdentity
    /// The place behind the last row dealt with.
    public var position: LeadFilePosition
    /// The leads stored so far.
    public var accepted: Int
    /// The rows rejected so far.
    public var rejected: Int
    /// The bytes of the file of rejected rows so far.
    public var rejectedLength: Int64

    /// Makes the checkpoint of an import that has not begun.
    ///
    /// - Parameter file: the file that is imported.
    public init(file: FileIdentity) {
        self.file = file
        position = .start
        accepted = 0
        rejected = 0
        rejectedLength = 0
    }

    /// Writes the checkpoint durably; after a crash either the old or the new one is there.
    ///
    /// - Parameter path: the file to replace.
    /// - Throws: ``LeadFileError`` with code `input_output`.
    public func save(to path: String) throws(LeadFileError) {
        let values = entries.map { "\($0.name) \($0.value)\n" }.joined()
        try FileBytes.replace(path, with: Array(values.utf8))
    }

    /// Reads the checkpoint of a file.
    ///
    /// - Parameters:
    ///   - path: where it was saved.
    ///   - file: the file that is to be imported now.
    /// - Returns: nil when there is none.
    /// - Throws: ``LeadFileError`` with code `checkpoint` when it is damaged or the file has
    ///   changed since.
    public static func load(
        from path: String, for file: FileIdentity
    ) throws(LeadFileError) -> Checkpoint? {
        guard unsafe access(path, F_OK) == 0 else { return nil }
        let text = String(decoding: try FileBytes(path: path).next(1 << 16), as: UTF8.self)
        guard let found = Checkpoint(text: text) else {
            throw LeadFileError(
                .checkpoint, "The checkpoint '\(path)' is damaged. Delete it to begin anew.")
        }
        guard found.file == file else {
            throw LeadFileError(
                .checkpoint,
                "The file has changed since the checkpoint '\(path)' was made. "
                    + "Delete the checkpoint to begin anew.")
        }
        return found
    }

    private var entries: [(name: String, value: Int64)] {
        [
            ("version", 1), ("size", file.size), ("modified", file.modified),
            ("head_hash", Int64(bitPattern: file.headHash)), ("offset", position.offset),
            ("rows", Int64(position.rows)), ("line", Int64(position.line)),
            ("accepted", Int64(accepted)), ("rejected", Int64(rejected)),
            ("rejected_length", rejectedLength),
        ]
    }

    private init?(text: String) {
        let lines = text.split(separator: "\n")
        self.init(file: FileIdentity(size: 0, modified: 0, headHash: 0))
        guard text.hasSuffix("\n"), lines.count == entries.count else { return nil }
        var values: [Int64] = []
        for (line, entry) in zip(lines, entries) {
            let parts = line.split(separator: " ")
            guard parts.count == 2, parts[0] == entry.name, let value = Int64(parts[1]) else {
                return nil
            }
            values.append(value)
        }
        guard values[0] == 1, values[4...].allSatisfy({ $0 >= 0 }) else { return nil }
        file = FileIdentity(
            size: values[1], modified: values[2], headHash: UInt64(bitPattern: values[3]))
        position = LeadFilePosition(
            offset: values[4], rows: Int(values[5]), line: Int(values[6]))
        (accepted, rejected, rejectedLength) = (Int(values[7]), Int(values[8]), values[9])
    }
}
