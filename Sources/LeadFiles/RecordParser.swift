/// Cuts UTF-8 text into records and fields after RFC 4180, one byte at a time and without I/O.
///
/// With no delimiter every line is one record of one field and quotes mean nothing (NDJSON).
/// A quote inside an unquoted field is text, as spreadsheets read it. Memory is bounded by
/// `limit`: of a longer record the rest is skipped and `problem` says so.
struct RecordParser {
    /// What a byte did.
    enum Action {
        case more
        /// The record is complete; the byte belongs to it.
        case ended
        /// The record is complete; the byte belongs to the next.
        case endedBefore
    }

    private enum State { case fieldStart, plain, quoted, quoteInQuoted, carriageReturn }

    let delimiter: UInt8?
    let limit: Int
    /// The physical line, from 1, of the byte to come.
    var line: Int
    /// The physical line on which the current record begins.
    private(set) var firstLine: Int
    /// The record as it stands in the file, without its line end.
    private(set) var raw: [UInt8] = []
    /// Why the record can't be used, if it can't.
    private(set) var problem: String?
    /// Whether the record was longer than `limit`, so that `raw` is only its beginning.
    private(set) var isCut = false
    private var text: [UInt8] = []
    private var ends: [Int] = []
    private var state = State.fieldStart

    init(delimiter: UInt8?, limit: Int, line: Int = 1) {
        self.delimiter = delimiter
        self.limit = limit
        self.line = line
        self.firstLine = line
    }

    /// The fields of a complete record.
    var fields: [String] {
        var start = 0
        return ends.map { end in
            defer { start = end }
            return String(decoding: text[start..<end], as: UTF8.self)
        }
    }

    /// The number of fields of a complete record.
    var fieldCount: Int { ends.count }

    /// Whether the record is a line without anything but white space.
    var isBlank: Bool {
        problem == nil && raw.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }

    /// Whether a quoted field is open.
    var isInQuotes: Bool { state == .quoted }

    /// Takes the next byte.
    mutating func consume(_ byte: UInt8) -> Action {
        if state == .quoted { return consumeQuoted(byte) }
        if state == .carriageReturn {
            line += 1
            endField()
            return byte == 0x0A ? .ended : .endedBefore
        }
        switch byte {
        case 0x0A:
            line += 1
            endField()
            return .ended
        case 0x0D where delimiter != nil: state = .carriageReturn
        case delimiter:
            keep(byte)
            endField()
            state = .fieldStart
        case 0x22 where delimiter != nil && state != .plain: openOrCloseQuote(byte)
        default:
            if state == .quoteInQuoted { problem = problem ?? Self.textAfterQuote }
            state = .plain
            keep(byte)
            add(byte)
        }
        return .more
    }

    /// Ends the last record of a file that doesn't end in a line end.
    mutating func finish() {
        if state == .carriageReturn { line += 1 }
        endField()
    }

    /// Forgets the record and begins the next.
    mutating func reset() {
        raw.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        problem = nil
        isCut = false
        state = .fieldStart
        firstLine = line
    }

    private mutating func consumeQuoted(_ byte: UInt8) -> Action {
        keep(byte)
        if byte == 0x22 {
            state = .quoteInQuoted
        } else {
            if byte == 0x0A { line += 1 }
            add(byte)
        }
        return .more
    }

    private mutating func openOrCloseQuote(_ byte: UInt8) {
        keep(byte)
        if state == .quoteInQuoted { add(byte) }
        state = .quoted
    }

    private mutating func endField() {
        ends.append(text.count)
    }

    private mutating func keep(_ byte: UInt8) {
        guard raw.count < limit else {
            isCut = true
            problem = "the row is longer than \(limit) bytes"
            return
        }
        raw.append(byte)
    }

    private mutating func add(_ byte: UInt8) {
        if text.count < limit { text.append(byte) }
    }

    private static let textAfterQuote = "there is text after the closing quote of a field"
}
