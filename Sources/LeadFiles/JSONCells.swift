/// Reads one line of NDJSON, in our own form or as CRMs and ad platforms send leads.
enum JSONCells {
    /// What a line is.
    enum Line {
        /// A lead in the form of the contract, or something that the contract is to refuse.
        case asItIs
        /// Names and values to be mapped like the columns of a delimited file.
        case cells([(name: String, value: CellValue)])
    }

    /// Looks at the members of a line.
    ///
    /// - Parameters:
    ///   - line: one line without its line end.
    ///   - complete: members that a lead must have for the line to be taken as it is.
    /// - Returns: the line's members, or that it is to pass as it is.
    static func read(_ line: [UInt8], complete: [LeadField]) -> Line {
        guard let members = JSONMembers.object(line[...]) else { return .asItIs }
        let names = Set(members.map(\.name))
        let isNative = names.allSatisfy { LeadField(rawValue: $0) != nil }
        if isNative, complete.allSatisfy({ names.contains($0.rawValue) }) { return .asItIs }
        var cells: [(name: String, value: CellValue)] = []
        for member in members { append(member.name, member.value, to: &cells) }
        return .cells(cells)
    }

    private static func append(
        _ name: String, _ value: ArraySlice<UInt8>,
        to cells: inout [(name: String, value: CellValue)]
    ) {
        switch name {
        case "properties":
            // HubSpot's API: {"id": …, "properties": {…}}
            if let members = JSONMembers.object(value) {
                for member in members { append(member.name, member.value, to: &cells) }
                return
            }
        case "field_data":
            if let answers = answers(value, name: ["name"], value: ["values"]) {
                cells += answers
                return
            }
        case "user_column_data":
            let names = ["column_id", "column_name"]
            if let answers = answers(value, name: names, value: ["string_value"]) {
                cells += answers
                return
            }
        default: break
        }
        if let value = CellValue(json: value) { cells.append((name, value)) }
    }

    /// Meta's `[{"name", "values"}]` and Google's `[{"column_id", "string_value"}]`.
    private static func answers(
        _ list: ArraySlice<UInt8>, name: [String], value: [String]
    ) -> [(name: String, value: CellValue)]? {
        guard let elements = JSONMembers.array(list) else { return nil }
        var answers: [(name: String, value: CellValue)] = []
        for element in elements {
            guard let members = JSONMembers.object(element),
                let key = first(of: name, in: members).flatMap(JSONMembers.string),
                let answer = first(of: value, in: members)
            else { return nil }
            switch CellValue(json: answer) {
            case .list(let texts) where texts.count == 1: answers.append((key, .text(texts[0])))
            case let value?: answers.append((key, value))
            case nil: continue
            }
        }
        return answers
    }

    private static func first(
        of names: [String], in members: [(name: String, value: ArraySlice<UInt8>)]
    ) -> ArraySlice<UInt8>? {
        for name in names {
            if let member = members.first(where: { $0.name == name }) { return member.value }
        }
        return nil
    }
}
