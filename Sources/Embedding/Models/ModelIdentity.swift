/// Which model made a vector; vectors of different identities are never compared.
public struct ModelIdentity: Hashable, Sendable, CustomStringConvertible {
    /// The model's name, for people.
    public let name: String

    /// The number of values in its vectors.
    public let dimensions: Int

    /// SHA-256 over the manifest's files, as 64 hexadecimal digits.
    ///
    /// It's the digest of the lines that `sha256sum` prints for the files, in the order of their
    /// names: `sha256sum model.safetensors tokenizer.json | sha256sum`. A remote model, which has no
    /// files, is named by its address, its name there and its dimensions.
    public let contentHash: String

    /// Makes an identity.
    public init(name: String, dimensions: Int, contentHash: String) {
        self.name = name
        self.dimensions = dimensions
        self.contentHash = contentHash
    }

    /// Name, dimensions and the first 12 digits of the hash.
    public var description: String { "\(name) (\(dimensions), \(contentHash.prefix(12)))" }
}
