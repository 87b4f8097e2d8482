/// Brings the text of a cell into the form that the lead contract wants.
struct FieldConversion {
    /// What became of a text.
    enum Result: Equatable {
        /// JSON for the field.
        case json([UInt8])
        /// Clear, but not what the field holds: kept in `attributes`.
        case attribute
        /// Not clear: the row is rejected for this reason.
        case rejected(String)
    }

    let utcOffset: String?

    /// Converts a text that is not blank.
    func convert(_ text: String, to field: LeadField) -> Result {
        if text.hasPrefix("<test lead:") { return .rejected("this is a test lead of Meta") }
        switch field {
        case .revenueTier: return .json(integer(text) ?? JSONText.string(text))
        case .tags: return .json(JSONText.array(Self.tags(text)))
        case .country: return country(text)
        case .website: return .json(JSONText.string(Self.website(text.trimmed)))
        case .employeeCount: return employees(text)
        case .occurredAt:
            let time = Timestamp.read(text, offset: utcOffset)
            return time.map { .json(JSONText.string($0)) } ?? .attribute
        case .message: return .json(JSONText.string(text))
        case .attributes: return attributes(text)
        default: return .json(JSONText.string(text.trimmed))
        }
    }

    private func integer(_ text: String) -> [UInt8]? {
        Int(text.trimmed).map { Array(String($0).utf8) }
    }

    private func country(_ text: String) -> Result {
        guard let code = CountryName.code(text) else {
            return .rejected("country is neither an ISO 3166 code nor an English country name")
        }
        return .json(JSONText.string(code))
    }

    private func employees(_ text: String) -> Result {
        switch EmployeeCount.read(text) {
        case .exact(let count): .json(Array(String(count).utf8))
        case .range: .attribute
        case .unreadable: .rejected("employee_count is neither a number nor a range")
        }
    }

    private func attributes(_ text: String) -> Result {
        let bytes = Array(text.utf8)
        guard JSONMembers.object(bytes[...]) != nil else {
            return .rejected("attributes is not a JSON object")
        }
        return .json(bytes)
    }

    /// Splits at `;`, or at `,` when there is none, and leaves out blanks and repetitions.
    static func tags(_ text: String) -> [String] {
        let separator: Character = text.contains(";") ? ";" : ","
        var tags: [String] = []
        for part in text.split(separator: separator) {
            let tag = part.trimmed
            if !tag.isEmpty, !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    /// A host without a scheme, as CRMs keep it, gets `https://`.
    static func website(_ text: String) -> String {
        let isBareHost =
            !text.contains("://") && text.contains(".") && !text.contains("@")
            && !text.contains(where: \.isWhitespace)
        return isBareHost ? "https://\(text)" : text
    }

    /// The JSON boolean of a yes-or-no word, or nil.
    static func boolean(_ text: String) -> [UInt8]? {
        switch text.trimmed.lowercased() {
        case "true", "yes", "y", "1": Array("true".utf8)
        case "false", "no", "n", "0": Array("false".utf8)
        default: nil
        }
    }
}
