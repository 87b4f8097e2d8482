/// A text and the class that it belongs to.
public struct LabelledText: Sendable, Hashable {
    /// The text.
    public let text: String

    /// The name of its class.
    public let label: String

    /// Makes a labelled text.
    public init(text: String, label: String) {
        self.text = text
        self.label = label
    }
}
