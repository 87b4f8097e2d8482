extension LabelledText {
    /// Reads labelled texts from CSV with a header (RFC 4180).
    ///
    /// - Parameters:
    ///   - csv: The file, in UTF-8.
    ///   - columns: The columns that are read; others are left alone.
    /// - Returns: The texts in the order of the file.
    /// - Throws: `EvaluationError` with code `invalidCSV` or `missingColumn`.
    public static func read(
        csv: [UInt8], columns: LabelledColumns = LabelledColumns()
    ) throws(EvaluationError) -> [LabelledText] {
        let records = try records(of: csv)
        guard let header = records.first else {
            throw EvaluationError(.invalidCSV, "the file is empty: a header is expected")
        }
        let text = try column(columns.text, in: header)
        let label = try column(columns.label(among: header), in: header)
        var texts: [LabelledText] = []
        for (index, record) in records.enumerated().dropFirst() {
            guard record.count == header.count else {
                throw EvaluationError(
                    .invalidCSV,
                    "record \(index + 1): expected \(header.count) fields, got \(record.count)")
            }
            texts.append(LabelledText(text: record[text], label: record[label]))
        }
        return texts
    }

    private static func column(
        _ name: String, in header: [String]
    ) throws(EvaluationError) -> Int {
        guard let index = header.firstIndex(of: name) else {
            throw LabelledColumns.missing(name, header)
        }
        return index
    }

    private static func records(of csv: [UInt8]) throws(EvaluationError) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var position = csv.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while position < csv.count {
            record.append(try field(of: csv, at: &position))
            if position < csv.count, csv[position] == UInt8(ascii: ",") {
                position += 1
                if position < csv.count { continue }
                record.append("")
            }
            while position < csv.count, [0x0A, 0x0D].contains(csv[position]) { position += 1 }
            records.append(record)
            record = []
        }
        return records
    }

    /// Reads one field and stops at what ends it.
    private static func field(
        of csv: [UInt8], at position: inout Int
    ) throws(EvaluationError) -> String {
        let ends: [UInt8] = [UInt8(ascii: ","), 0x0A, 0x0D]
        guard position < csv.count, csv[position] == UInt8(ascii: "\"") else {
            let rest = csv[position...]
            let end = rest.firstIndex(where: ends.contains) ?? rest.endIndex
            defer { position = end }
            return try string(csv[position..<end], at: position)
        }
        var bytes: [UInt8] = []
        let start = position
        position += 1
        while position < csv.count {
            let byte = csv[position]
            position += 1
            if byte != UInt8(ascii: "\"") {
                bytes.append(byte)
            } else if position < csv.count, csv[position] == UInt8(ascii: "\"") {
                bytes.append(byte)
                position += 1
            } else if position == csv.count || ends.contains(csv[position]) {
                return try string(bytes[...], at: start)
            } else {
                break
            }
        }
        throw EvaluationError(.invalidCSV, "the quoted field at byte \(start) does not end well")
    }

    private static func string(
        _ bytes: ArraySlice<UInt8>, at position: Int
    ) throws(EvaluationError) -> String {
        guard let string = String(validating: bytes, as: UTF8.self) else {
            throw EvaluationError(.invalidCSV, "the field at byte \(position) is not UTF-8")
        }
        return string
    }
}
