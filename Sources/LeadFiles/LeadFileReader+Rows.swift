extension LeadFileReader {
    /// The lead of a row of delimited text.
    func delimitedContent(_ fields: [String]) -> LeadRow.Content {
        let extra = fields.dropFirst(columns.count)
        guard fields.count >= columns.count, extra.allSatisfy(\.isEmpty) else {
            return .rejected(
                "the row has \(fields.count) columns, the header has \(columns.count)")
        }
        let cells = zip(columns, fields).map { ($0, CellValue.text($1)) }
        return LeadBuilder.lead(cells: Self.byPrecedence(cells), options: options)
    }

    /// The lead of a line of NDJSON.
    func jsonContent(_ line: [UInt8]) -> LeadRow.Content {
        var complete: [LeadField] = []
        if options.defaultRevenueTier != nil { complete.append(.revenueTier) }
        if options.defaultSource != nil { complete.append(.source) }
        switch JSONCells.read(line, complete: complete) {
        case .asItIs: return .lead(line)
        case .cells(let pairs):
            let cells = pairs.map { pair in
                (Column(header: pair.name, overrides: options.columns), pair.value)
            }
            return LeadBuilder.lead(cells: Self.byPrecedence(cells), options: options)
        }
    }

    private static func byPrecedence(
        _ cells: [(Column, CellValue)]
    ) -> [(column: Column, value: CellValue)] {
        cells.sorted { $0.0.rank < $1.0.rank }.map { (column: $0.0, value: $0.1) }
    }
}
