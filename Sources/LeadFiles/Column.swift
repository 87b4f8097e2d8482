/// A column of a file: its header and what becomes of its values.
struct Column: Sendable {
    /// The header in the file, made unique by a number when it stands there more than once.
    let name: String
    let role: ColumnRole
    /// The order among columns of the same role; lower is taken first.
    let rank: Int
    /// The type prefix that values may carry, such as `p:`.
    let prefix: String?
    let isBoolean: Bool

    /// Finds what becomes of a column from its header.
    init(header: String, unique: String? = nil, overrides: [String: ColumnRole]) {
        name = unique ?? header
        let key = ColumnNames.normalized(header)
        prefix = ColumnNames.prefixes[key]
        isBoolean = ColumnNames.booleans.contains(key)
        if let chosen = overrides[header] {
            (role, rank) = (chosen, chosen == .fullName ? 99 : -1)
        } else if header.hasPrefix("_") {
            // `_reason`, `_line`: a file of rejected rows can be imported again as it is.
            (role, rank) = (.ignored, .max)
        } else if let known = ColumnNames.roles[key] {
            (role, rank) = known
        } else {
            (role, rank) = (.attribute, .max)
        }
    }

    /// The columns of a header row.
    ///
    /// - Throws: ``LeadFileError`` with code `header` when no column is a lead's e-mail or name, or
    ///   a mapped column is not there.
    static func columns(
        header: [String], overrides: [String: ColumnRole]
    ) throws(LeadFileError) -> [Column] {
        var seen: [String: Int] = [:]
        var columns: [Column] = []
        for (index, cell) in header.enumerated() {
            let name = cell.trimmed.isEmpty ? "column \(index + 1)" : cell.trimmed
            seen[name, default: 0] += 1
            let count = seen[name, default: 1]
            columns.append(
                Column(
                    header: name, unique: count > 1 ? "\(name) (\(count))" : name,
                    overrides: overrides))
        }
        for name in overrides.keys.sorted() where seen[name] == nil {
            throw LeadFileError(.header, "The mapped column '\(name)' is not in the header.")
        }
        guard columns.contains(where: { $0.role == .field(.email) }) else {
            throw LeadFileError(
                .header,
                "No column of the header is an e-mail address. If one is, name it: "
                    + "--map \"Its header=email\". If the first line is no header, add one.")
        }
        return columns
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: String {
        var view = Substring(self).unicodeScalars
        while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
        while let last = view.last, last.properties.isWhitespace { view.removeLast() }
        return String(Substring(view))
    }
}
