public import Digests
public import Leads

/// A text of a workspace, by the SHA-256 of its bytes.
///
/// Within one generation, which is a model and a version of the template, the same text has the
/// same vector.
public struct TextKey: Sendable, Hashable {
    /// The workspace whose text it is.
    public let workspace: WorkspaceID
    /// SHA-256 of the text in UTF-8.
    public let hash: SHA256Digest

    /// Hashes a text.
    public init(_ text: String, in workspace: WorkspaceID) {
        self.workspace = workspace
        hash = SHA256Digest(of: text)
    }
}
