/// Which columns of a CSV file, or members of a JSON object, hold a text and its class.
public struct LabelledColumns: Sendable, Hashable {
    /// Names that a column of classes has in published collections.
    public static let usualLabels = ["label", "category", "intent", "class", "route"]

    /// The column of the texts.
    public var text: String

    /// The column of the classes; nil for the one that has a usual name.
    public var label: String?

    /// Names the columns.
    public init(text: String = "text", label: String? = nil) {
        self.text = text
        self.label = label
    }

    /// The column of the classes among those that there are.
    ///
    /// - Throws: `EvaluationError` with code `missingColumn`.
    func label(among names: [String]) throws(EvaluationError) -> String {
        if let label {
            guard names.contains(label) else { throw Self.missing(label, names) }
            return label
        }
        let found = Self.usualLabels.filter(names.contains)
        guard let first = found.first, found.count == 1 else {
            throw EvaluationError(
                .missingColumn,
                found.isEmpty
                    ? "no column is named \(Self.usualLabels.joined(separator: ", ")): name the one "
                        + "with the classes; there are \(names.joined(separator: ", "))"
                    : "\(found.joined(separator: " and ")) may both hold the classes: name the one "
                        + "that does")
        }
        return first
    }

    static func missing(_ name: String, _ names: [String]) -> EvaluationError {
        EvaluationError(
            .missingColumn,
            "there is no column \(name); there are: \(names.joined(separator: ", "))")
    }
}
