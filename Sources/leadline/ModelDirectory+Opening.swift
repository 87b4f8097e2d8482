import Embedding
import Foundation
import RemoteEmbedding

extension ModelDirectory {
    /// The model, whatever its kind; a remote one takes its key from the environment.
    ///
    /// - Throws: `ModelError`; a model with anything wrong is never used.
    func open() throws(ModelError) -> any Embedder {
        guard manifest.kind == .remote else { return try load() }
        return try RemoteModel(
            directory: self, environment: ProcessInfo.processInfo.environment)
    }
}
