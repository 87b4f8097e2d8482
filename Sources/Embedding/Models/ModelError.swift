/// A model that cannot be used, or a text that it could not embed.
public struct ModelError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The folder or its `manifest.json` is not there.
        case manifestMissing = "manifest_missing"
        /// The manifest is not JSON, or a field is missing or has a wrong value.
        case manifestInvalid = "manifest_invalid"
        /// A file's name in the manifest leaves the model's folder.
        case unsafePath = "unsafe_path"
        /// A file that the manifest names is not there or cannot be read.
        case fileMissing = "file_missing"
        /// A file's length differs from the manifest's.
        case sizeMismatch = "size_mismatch"
        /// A file's SHA-256 differs from the manifest's.
        case hashMismatch = "hash_mismatch"
        /// The kind is known but this program cannot load it.
        case unsupportedKind = "unsupported_kind"
        /// The weights are not in safetensors format.
        case weightsInvalid = "weights_invalid"
        /// A tensor that the model needs is not in the weights.
        case tensorMissing = "tensor_missing"
        /// A tensor's shape differs from what manifest and vocabulary ask for.
        case shapeMismatch = "shape_mismatch"
        /// A tensor's element type is not the one that the model needs.
        case typeMismatch = "type_mismatch"
        /// A weight is NaN or infinite, or a row scale is negative.
        case valueInvalid = "value_invalid"
        /// The tokenizer's file cannot be used.
        case tokenizerInvalid = "tokenizer_invalid"
        /// A remote model cannot be reached, is overloaded, or refuses every request.
        case unavailable = "unavailable"
        /// A remote model needs a key, and the variable that holds it is not set.
        case keyMissing = "key_missing"
        /// A remote model does not take these texts.
        case textRefused = "text_refused"
        /// A remote model has cost as much as it may.
        case limitReached = "limit_reached"
        /// A remote model answered with something else than the embeddings asked for.
        case answerInvalid = "answer_invalid"
        /// The task that embeds was cancelled.
        case cancelled = "cancelled"
    }

    /// What is wrong, for programs.
    public let code: Code

    /// What is wrong and what to do, for people.
    public let message: String

    /// The file of the call that found it.
    public let file: String

    /// The line of the call that found it.
    public let line: Int

    /// Makes an error.
    public init(
        _ code: Code, _ message: String, file: String = #fileID, line: Int = #line
    ) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
    }

    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }
}
