public import Schema

/// The identity of the model that made a vector.
public struct ModelReference: Contracted, Equatable {
    /// The model's name.
    public let name: String
    /// SHA-256 over the hashes of its files, 64 hexadecimal digits.
    public let contentHash: String
    /// The version of the template that made the lead's text.
    public let textTemplate: Int32

    /// Makes the reference of its parts.
    public init(name: String, contentHash: String, textTemplate: Int32) {
        self.name = name
        self.contentHash = contentHash
        self.textTemplate = textTemplate
    }

    /// The reference as it is stored and answered.
    public static let contract = Contract<Self>(
        "Model", Self.init,
        Field("name", \.name),
        Field("content_hash", \.contentHash, description: "SHA-256 over the model's files."),
        Field("text_template", \.textTemplate, description: "Version of the lead text."))
}
