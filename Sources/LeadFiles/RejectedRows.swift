#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Writes the rows that were not taken, in the layout of their file, with the reason for each.
///
/// Delimited text gets two columns before the others, `_reason` and `_line`, and every row follows
/// as it stood; NDJSON objects get two members of these names. Both can be corrected and imported
/// again: the two are ignored then. Always UTF-8. The file is made with the first row.
public struct RejectedRows: ~Copyable {
    /// The file that is written.
    public let path: String
    /// The bytes written and flushed so far, for a checkpoint.
    public private(set) var length: Int64
    /// The rows written since this writer was made.
    public private(set) var count = 0

    private let header: [UInt8]?
    private let delimiter: UInt8
    private var descriptor: Int32 = -1
    private var buffer: [UInt8] = []

    /// Makes a writer for the rows of a reader.
    ///
    /// - Parameters:
    ///   - path: the file to write; what is in it behind `length` is cut off.
    ///   - header: the header of the rows' file, nil for NDJSON.
    ///   - delimiter: the character between fields, nil for NDJSON.
    ///   - length: the bytes to keep from an earlier run, 0 for none.
    public init(path: String, header: [UInt8]?, delimiter: UInt8?, keeping length: Int64 = 0) {
        self.path = path
        self.header = header
        self.delimiter = delimiter ?? UInt8(ascii: ",")
        self.length = length
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Writes a row and why it was not taken.
    ///
    /// - Parameters:
    ///   - row: the row as it was read.
    ///   - reason: what is wrong with it, for people.
    /// - Throws: ``LeadFileError`` with code `input_output`.
    public mutating func write(_ row: LeadRow, reason: String) throws(LeadFileError) {
        if descriptor < 0 { try begin() }
        if header == nil { appendObject(row, reason) } else { appendRecord(row, reason) }
        buffer.append(0x0A)
        count += 1
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Hands what was written to the system and waits for the disk.
    ///
    /// - Throws: ``LeadFileError`` with code `input_output`.
    public mutating func flush() throws(LeadFileError) {
        guard descriptor >= 0 else { return }
        try FileBytes.write(buffer, to: descriptor, name: path)
        guard fsync(descriptor) == 0 else { throw FileBytes.failure("can't be written", path) }
        length += Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func begin() throws(LeadFileError) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, ftruncate(descriptor, off_t(length)) == 0,
            lseek(descriptor, 0, SEEK_END) >= 0
        else { throw FileBytes.failure("can't be written", path) }
        guard length == 0, let header else { return }
        for name in ["_reason", "_line"] {
            buffer.append(contentsOf: name.utf8)
            buffer.append(delimiter)
        }
        buffer.append(contentsOf: header)
        buffer.append(0x0A)
    }

    private mutating func appendRecord(_ row: LeadRow, _ reason: String) {
        buffer.append(0x22)
        buffer.append(contentsOf: reason.replacing("\"", with: "\"\"").utf8)
        buffer.append(contentsOf: [0x22, delimiter])
        buffer.append(contentsOf: String(row.line).utf8)
        buffer.append(delimiter)
        buffer.append(contentsOf: row.original)
    }

    private mutating func appendObject(_ row: LeadRow, _ reason: String) {
        var members = [
            (name: "_reason", value: JSONText.string(reason)),
            (name: "_line", value: Array(String(row.line).utf8)),
        ]
        if let given = JSONMembers.object(row.original[...]) {
            members += given.map { (name: $0.name, value: Array($0.value)) }
        } else {
            let text = String(decoding: row.original, as: UTF8.self)
            members.append((name: "_row", value: JSONText.string(text)))
        }
        buffer.append(contentsOf: JSONText.object(members))
    }
}
