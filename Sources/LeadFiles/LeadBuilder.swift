/// Makes the JSON of one lead from the cells of a row.
struct LeadBuilder {
    private let conversion: FieldConversion
    private var fields: [LeadField: [UInt8]] = [:]
    private var attributes: [(name: String, value: [UInt8])] = []
    private var fullNames: [(name: String, full: String)] = []
    private var reason: String?

    /// Makes the lead of a row.
    ///
    /// - Parameters:
    ///   - cells: the row's values with their columns, best column of a field first.
    ///   - options: what the user said about the file.
    /// - Returns: the JSON body, or why the row can't be one.
    static func lead(
        cells: [(column: Column, value: CellValue)], options: LeadFileOptions
    ) -> LeadRow.Content {
        var builder = LeadBuilder(conversion: FieldConversion(utcOffset: options.utcOffset))
        for cell in cells where !cell.value.isEmpty {
            builder.add(cell.value, of: cell.column)
        }
        builder.addFullNames()
        builder.addDefaults(options)
        if let reason = builder.reason { return .rejected(reason) }
        return .lead(builder.body())
    }

    private init(conversion: FieldConversion) {
        self.conversion = conversion
    }

    private mutating func add(_ cell: CellValue, of column: Column) {
        let value = unprefixed(cell, column)
        switch column.role {
        case .ignored: break
        case .attribute: keep(value, of: column)
        case .fullName:
            if case .text(let text) = value { fullNames.append((column.name, text)) }
        case .field(let field):
            guard fields[field] == nil else { return keep(value, of: column) }
            set(field, to: value, of: column)
        }
    }

    private mutating func set(_ field: LeadField, to value: CellValue, of column: Column) {
        switch value {
        case .json(let bytes): fields[field] = bytes
        case .list(let texts):
            fields[field] =
                field == .tags
                ? JSONText.array(texts) : JSONText.string(texts.joined(separator: "; "))
        case .text(let text):
            switch conversion.convert(text, to: field) {
            case .json(let bytes): fields[field] = bytes
            case .attribute: keep(value, of: column)
            case .rejected(let why): reason = reason ?? "\(column.name): \(why)"
            }
        }
    }

    private mutating func keep(_ value: CellValue, of column: Column) {
        if column.isBoolean, case .text(let text) = value,
            let boolean = FieldConversion.boolean(text)
        {
            attributes.append((column.name, boolean))
        } else {
            attributes.append((column.name, value.json))
        }
    }

    private func unprefixed(_ value: CellValue, _ column: Column) -> CellValue {
        guard let prefix = column.prefix, case .text(let text) = value, text.hasPrefix(prefix)
        else { return value }
        return .text(String(text.dropFirst(prefix.count)))
    }

    /// A whole name fills the first and last name only where the row has neither.
    private mutating func addFullNames() {
        for (name, full) in fullNames {
            if fields[.firstName] == nil, fields[.lastName] == nil,
                let parts = PersonName(full: full)
            {
                fields[.firstName] = JSONText.string(parts.first)
                fields[.lastName] = parts.last.map(JSONText.string)
            } else {
                attributes.append((name, JSONText.string(full)))
            }
        }
    }

    private mutating func addDefaults(_ options: LeadFileOptions) {
        if fields[.source] == nil { fields[.source] = options.defaultSource.map(JSONText.string) }
        guard fields[.revenueTier] == nil else { return }
        guard let tier = options.defaultRevenueTier else {
            reason =
                reason ?? "revenue_tier is missing: add such a column or --default-revenue-tier"
            return
        }
        fields[.revenueTier] = Array(String(tier).utf8)
    }

    private func body() -> [UInt8] {
        var members: [(name: String, value: [UInt8])] = []
        for field in LeadField.allCases where field != .attributes {
            if let value = fields[field] { members.append((field.rawValue, value)) }
        }
        if let given = fields[.attributes], attributes.isEmpty {
            members.append((LeadField.attributes.rawValue, given))
        } else if !attributes.isEmpty {
            let given = fields[.attributes].flatMap { JSONMembers.object($0[...]) } ?? []
            let all = given.map { ($0.name, Array($0.value)) } + attributes
            members.append((LeadField.attributes.rawValue, JSONText.object(all)))
        }
        return JSONText.object(members)
    }
}
