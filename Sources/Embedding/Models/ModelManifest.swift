/// What `manifest.json` says about a model.
public struct ModelManifest: Sendable, Hashable {
    /// A file of the model and what it must be.
    public struct File: Sendable, Hashable {
        /// Its name in the model's folder.
        public let name: String

        /// Its length in bytes.
        public let size: Int

        /// Its SHA-256 as 64 hexadecimal digits.
        public let sha256: String
    }

    /// Where a remote model is asked.
    public struct Endpoint: Sendable, Hashable {
        /// The address that texts are posted to, `https://…/v1/embeddings`.
        public let url: String

        /// The model's name there.
        public let model: String

        /// The environment variable that holds the key; nil if no key is needed.
        public let keyVariable: String?

        /// Whether the request says how many dimensions are wanted, for models that can shorten.
        public let sendsDimensions: Bool

        /// What may be asked of it; nil is a limit that the manifest does not set.
        public let limits: Limits
    }

    /// How much may be asked of a remote model; each is nil where the manifest says nothing.
    public struct Limits: Sendable, Hashable {
        /// The texts of a request.
        public var batchSize: Int?

        /// The requests under way at the same time.
        public var concurrency: Int?

        /// The seconds that one request may take.
        public var timeout: Int?

        /// The requests sent at most for a batch, the first one counted.
        public var attempts: Int?

        /// The milliseconds that a lead or a search waits for its vector.
        public var patience: Int?

        /// The tokens that a process may pay for.
        public var tokenLimit: Int?
    }

    /// The manifest's file name.
    public static let fileName = "manifest.json"

    /// The model's name.
    public let name: String

    /// How it makes vectors.
    public let kind: ModelKind

    /// The number of values in a vector.
    public let dimensions: Int

    /// How many tokens of a text are looked at.
    public let maxTokens: Int

    /// The numbers that it multiplies; a static model and a remote one have no choice.
    public let precision: ModelPrecision

    /// Its files, in the order of their names.
    public let files: [File]

    /// Where it's asked, for a remote model only.
    public let endpoint: Endpoint?

    /// Under which licences it may be used.
    public let licence: String

    /// Where it comes from.
    public let origin: String

    /// How it was made.
    public let howMade: String

    /// The version of the lead text template that it's meant for.
    public let leadTextVersion: Int

    /// Finds a file that the model cannot do without.
    ///
    /// - Throws: `ModelError` with code `manifestInvalid`.
    public func file(_ name: String) throws(ModelError) -> File {
        guard let file = files.first(where: { $0.name == name }) else {
            throw ModelError(
                .manifestInvalid,
                "the manifest of \(self.name) does not list \(name), which a \(kind.rawValue) model needs"
            )
        }
        return file
    }
}
