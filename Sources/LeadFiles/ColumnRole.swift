/// What becomes of a column's values.
public enum ColumnRole: Equatable, Sendable {
    /// They are a field of the lead.
    case field(LeadField)
    /// They are a whole name, to be split into first and last.
    case fullName
    /// They are kept in `attributes` under the column's own header.
    case attribute
    /// They are left out.
    case ignored

    /// The role of a name given by a user in `--map "Column=role"`.
    ///
    /// - Parameter name: a field of the contract, `full_name`, `attributes` or `ignore`.
    /// - Throws: ``LeadFileError`` with code `option` when there is no such role.
    public init(named name: String) throws(LeadFileError) {
        switch name {
        case "full_name": self = .fullName
        case "attributes": self = .attribute
        case "ignore": self = .ignored
        default:
            guard let field = LeadField(rawValue: name) else {
                let fields = LeadField.allCases.map(\.rawValue).joined(separator: ", ")
                throw LeadFileError(
                    .option,
                    "A column can't be mapped to '\(name)'. Allowed: full_name, ignore, \(fields).")
            }
            self = .field(field)
        }
    }
}
