extension ResponseEncoder {
    /// The body's bytes and whether they are compressed.
    static func body(of response: Response, for request: Request) -> ([UInt8], isGzipped: Bool) {
        switch response.content {
        case .none, .stream: return ([], false)
        case .asset(let asset):
            guard let gzipped = asset.gzipped, request.takesGzip else {
                return (asset.bytes, false)
            }
            return (gzipped, true)
        case .bytes(let bytes):
            guard bytes.count >= Gzip.smallest, request.takesGzip,
                let gzipped = Gzip.compressed(bytes)
            else { return (bytes, false) }
            return (gzipped, true)
        }
    }
}
