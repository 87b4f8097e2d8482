/// Finds the character between the fields of delimited text.
enum Delimiter {
    private static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

    /// The delimiter that cuts the first records into the most columns that agree.
    ///
    /// - Parameter head: the beginning of the text, whole records or not.
    /// - Returns: a comma when no candidate occurs, for a file of one column.
    static func detect(head: [UInt8]) -> UInt8 {
        var best: (delimiter: UInt8, score: Double) = (0x2C, 0)
        for candidate in candidates {
            let counts = columnCounts(head: head, delimiter: candidate)
            guard let header = counts.first, header > 1 else { continue }
            let agreeing = counts.count(where: { $0 == header })
            let score = Double(header) * Double(agreeing) / Double(counts.count)
            if score > best.score { best = (candidate, score) }
        }
        return best.delimiter
    }

    /// The delimiter that Excel's `sep=;` first line names, if the text begins with one.
    static func declared(head: [UInt8]) -> UInt8? {
        let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
        guard line.count == 5, line.starts(with: Array("sep=".utf8)) else { return nil }
        return line.last
    }

    private static func columnCounts(head: [UInt8], delimiter: UInt8) -> [Int] {
        var parser = RecordParser(delimiter: delimiter, limit: head.count)
        var counts: [Int] = []
        for byte in head {
            if case .more = parser.consume(byte) { continue }
            if !parser.isBlank { counts.append(parser.fieldCount) }
            if counts.count == 10 { return counts }
            // The byte that a lone carriage return leaves over can't change a count.
            parser.reset()
        }
        if counts.isEmpty, !parser.raw.isEmpty {
            parser.finish()
            counts.append(parser.fieldCount)
        }
        return counts
    }
}
