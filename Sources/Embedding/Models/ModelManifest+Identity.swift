internal import Digests

extension ModelManifest {
    /// The identity of the vectors that the model makes.
    public var identity: ModelIdentity {
        var lines = files.map { "\($0.sha256)  \($0.name)\n" }.joined()
        if precision != .f32 { lines += "precision \(precision.rawValue)\n" }
        if let endpoint { lines += "\(endpoint.url)\n\(endpoint.model)\n\(dimensions)\n" }
        return ModelIdentity(
            name: name, dimensions: dimensions,
            contentHash: SHA256Digest(of: lines).description)
    }
}
