internal import Digests
public import Similarity
public import Tokenizers

/// A folder with a model: its manifest and the files that the manifest names.
public struct ModelDirectory: Sendable {
    static let weights = "model.safetensors"
    static let configuration = "config.json"
    static let tokenizer = "tokenizer.json"

    /// The folder.
    public let path: String

    /// What the manifest says.
    public let manifest: ModelManifest

    /// Reads the manifest of a folder; the files themselves are not looked at yet.
    ///
    /// - Parameter path: The folder.
    /// - Throws: `ModelError` with code `manifestMissing`, `manifestInvalid` or `unsafePath`.
    public init(path: String) throws(ModelError) {
        let file = path + "/" + ModelManifest.fileName
        guard let json = try MappedFile.contents(of: file, limit: 1 << 20) else {
            throw ModelError(
                .manifestMissing, "there is no \(file): give the folder of a model")
        }
        do {
            manifest = try ModelManifest(json: json)
        } catch {
            throw ModelError(error.code, "\(file): \(error.message)")
        }
        self.path = path
    }

    /// Checks every file of the model: there, right length, right SHA-256.
    ///
    /// - Throws: `ModelError` with code `fileMissing`, `sizeMismatch` or `hashMismatch`.
    public func verify() throws(ModelError) {
        for file in manifest.files { _ = try map(file) }
    }

    /// Loads the model and checks everything about it.
    ///
    /// - Throws: `ModelError`; a model with anything wrong is never loaded.
    public func load() throws(ModelError) -> any Embedder {
        switch manifest.kind {
        case .static: return try loadStatic()
        case .transformer: return try loadTransformer()
        case .remote:
            throw ModelError(
                .unsupportedKind,
                "\(path) is a remote model: it has no files to load, RemoteModel asks it")
        }
    }

    /// Loads a static model as what it is, for the path that allocates nothing.
    ///
    /// - Throws: `ModelError`; a model with anything wrong is never loaded.
    public func loadStatic() throws(ModelError) -> StaticModel {
        guard manifest.kind == .static else {
            throw ModelError(
                .unsupportedKind,
                "\(path): expected a static model, got a \(manifest.kind.rawValue) one")
        }
        for file in manifest.files where ![Self.weights, Self.tokenizer].contains(file.name) {
            _ = try map(file)
        }
        let tokenizer = try loadTokenizer()
        return try StaticModel(
            manifest: manifest, weights: map(manifest.file(Self.weights)), tokenizer: tokenizer)
    }

    /// Loads a transformer, at the precision that its manifest names.
    ///
    /// - Parameter instructionSet: The kernels that it runs on; the processor must have them.
    /// - Returns: The model.
    /// - Throws: `ModelError`; a model with anything wrong is never loaded.
    public func loadTransformer(
        instructionSet: InstructionSet = .active
    ) throws(ModelError) -> TransformerModel {
        guard manifest.kind == .transformer else {
            throw ModelError(
                .unsupportedKind,
                "\(path): expected a transformer, got a \(manifest.kind.rawValue) model")
        }
        let file = try map(manifest.file(Self.configuration))
        let configuration = try unsafe TransformerConfiguration(json: [UInt8](file.bytes))
        return try TransformerModel(
            manifest: manifest, configuration: configuration,
            file: map(manifest.file(Self.weights)), tokenizer: loadTokenizer(),
            instructionSet: instructionSet)
    }

    /// Loads `tokenizer.json`.
    ///
    /// - Throws: `ModelError`, also with code `tokenizerInvalid`.
    public func loadTokenizer() throws(ModelError) -> WordPieceTokenizer {
        let file = try map(manifest.file(Self.tokenizer))
        do {
            return try unsafe WordPieceTokenizer(json: [UInt8](file.bytes))
        } catch {
            throw ModelError(.tokenizerInvalid, "\(path)/\(Self.tokenizer): \(error.message)")
        }
    }

    /// Maps a file and checks its length and hash.
    func map(_ file: ModelManifest.File) throws(ModelError) -> MappedFile {
        let mapped = try MappedFile(path: path + "/" + file.name, size: file.size)
        let hash = unsafe SHA256Digest(of: mapped.bytes.bindMemory(to: UInt8.self).span)
        guard hash.description == file.sha256 else {
            throw ModelError(
                .hashMismatch,
                "\(path)/\(file.name): expected SHA-256 \(file.sha256), got \(hash): "
                    + "fetch it again")
        }
        return mapped
    }
}
