/// Reads leads from delimited text or NDJSON, one row at a time and in constant memory.
///
/// ```swift
/// var reader = try LeadFileReader.open(path: "leads.csv", options: options)
/// while let row = try reader.next() { … }
/// ```
/// Not for several threads at once. Rows of any content are read or rejected, never guessed.
public struct LeadFileReader: ~Copyable {
    /// The layout that was given or found.
    public let format: LeadFileFormat
    /// The encoding that was given or found.
    public let encoding: TextEncoding
    /// The header as it stands in the file, in UTF-8; nil for NDJSON.
    public private(set) var header: [UInt8]?
    /// The character between fields; nil for NDJSON.
    public let delimiter: UInt8?
    /// The place behind the last row that was read.
    public private(set) var position: LeadFilePosition

    let options: LeadFileOptions
    private let file: FileBytes
    private var decoder: TextDecoder
    private var text: [UInt8] = []
    private var index = 0
    private var parser: RecordParser
    private var atEnd = false
    private(set) var columns: [Column] = []

    /// Opens a file and finds its encoding, layout and columns.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - options: what the user said about the file.
    ///   - start: the place behind the last row already dealt with.
    /// - Returns: a reader before the first row that is not yet dealt with.
    /// - Throws: ``LeadFileError``.
    public static func open(
        path: String, options: LeadFileOptions = LeadFileOptions(),
        from start: LeadFilePosition = .start
    ) throws(LeadFileError) -> LeadFileReader {
        try options.check()
        let file = try FileBytes(path: path)
        let head = try file.next()
        let found = try TextEncoding.detect(head: head, chosen: options.encoding)
        var decoder = TextDecoder(encoding: found.encoding, offset: Int64(found.skip))
        var text: [UInt8] = []
        try decoder.decode(Array(head.dropFirst(found.skip)), into: &text)
        let format = try LeadFileFormat.choose(options.format, head: text)
        let declared = Delimiter.declared(head: text)
        let delimiter = options.delimiter ?? declared ?? Delimiter.detect(head: text)
        var reader = LeadFileReader(
            file: file, decoder: decoder, text: text, format: format,
            delimiter: format == .ndjson ? nil : delimiter, options: options)
        if format == .csv { try reader.readHeader(skipping: declared == nil ? 0 : 1) }
        if start.offset > reader.position.offset { try reader.resume(at: start) }
        return reader
    }

    private init(
        file: FileBytes, decoder: TextDecoder, text: [UInt8], format: LeadFileFormat,
        delimiter: UInt8?, options: LeadFileOptions
    ) {
        self.file = file
        self.decoder = decoder
        self.text = text
        self.format = format
        self.delimiter = delimiter
        self.options = options
        encoding = decoder.encoding
        position = LeadFilePosition(offset: decoder.start, rows: 0, line: 1)
        parser = RecordParser(delimiter: delimiter, limit: options.longestRecord)
    }

    /// The next row, or nil at the end of the file.
    ///
    /// - Throws: ``LeadFileError`` when the rest of the file can't be read.
    public mutating func next() throws(LeadFileError) -> LeadRow? {
        guard try nextRecord() else { return nil }
        position.rows += 1
        defer { parser.reset() }
        return LeadRow(
            number: position.rows, line: parser.firstLine, end: position,
            content: content(), original: parser.isCut ? [] : parser.raw)
    }

    private func content() -> LeadRow.Content {
        if let problem = parser.problem { return .rejected(problem) }
        return delimiter == nil ? jsonContent(parser.raw) : delimitedContent(parser.fields)
    }

    private mutating func readHeader(skipping lines: Int) throws(LeadFileError) {
        for _ in 0...lines {
            parser.reset()
            guard try nextRecord() else { throw LeadFileError(.format, "The file is empty.") }
        }
        if let problem = parser.problem {
            throw LeadFileError(.header, "The header can't be read: \(problem).")
        }
        header = parser.raw
        columns = try Column.columns(header: parser.fields, overrides: options.columns)
        parser.reset()
    }

    private mutating func resume(at start: LeadFilePosition) throws(LeadFileError) {
        try file.seek(to: start.offset)
        decoder = TextDecoder(encoding: encoding, offset: start.offset)
        text.removeAll()
        index = 0
        atEnd = false
        position = start
        parser.line = start.line
        parser.reset()
    }

    /// Parses up to the end of the next record that is not blank; false at the end of the file.
    private mutating func nextRecord() throws(LeadFileError) -> Bool {
        while true {
            while index < text.count {
                let byte = text[index]
                let action = parser.consume(byte)
                if case .endedBefore = action {
                } else {
                    index += 1
                    position.offset += encoding.width(ofUTF8: byte)
                }
                if case .more = action { continue }
                position.line = parser.line
                if !parser.isBlank { return true }
                parser.reset()
            }
            if atEnd { return false }
            if try refill() { continue }
            atEnd = true
            if parser.isInQuotes {
                throw LeadFileError(
                    .unclosedQuote,
                    "The quote opened in the row at line \(parser.firstLine) is never closed.")
            }
            if parser.raw.isEmpty { return false }
            parser.finish()
            position.line = parser.line
            return !parser.isBlank
        }
    }

    private mutating func refill() throws(LeadFileError) -> Bool {
        text.removeAll(keepingCapacity: true)
        index = 0
        while text.isEmpty {
            let piece = try file.next()
            if piece.isEmpty {
                try decoder.finish()
                return false
            }
            try decoder.decode(piece, into: &text)
        }
        return true
    }
}
