public import Embedding
public import LeadStore

/// Where the model of a generation is found.
public protocol ModelSource: Sendable {
    /// The model that makes a generation's vectors.
    ///
    /// - Throws: when there is no such model, or its content hash is another.
    func model(of generation: Generation) throws -> any Embedder
}
