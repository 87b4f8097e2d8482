/// The keys that open the operations that need one.
public struct APIKeys: Sendable {
    private let keys: [[UInt8]]

    /// Takes the configured keys; empty ones are left out.
    public init(_ keys: [String]) { self.keys = keys.map { Array($0.utf8) }.filter { !$0.isEmpty } }

    /// Whether no key is configured, so that every operation is open.
    public var isEmpty: Bool { keys.isEmpty }

    /// Whether `candidate` is one of the keys.
    ///
    /// Every byte of every key is compared, so that the time taken tells the candidate's length
    /// at most, never how much of a key was right.
    func contains(_ candidate: String) -> Bool {
        let bytes = Array(candidate.utf8)
        var found: UInt8 = 0
        for key in keys {
            var difference: UInt8 = key.count == bytes.count ? 0 : 1
            for index in key.indices {
                difference |= key[index] ^ (index < bytes.count ? bytes[index] : 0xFF)
            }
            found |= difference == 0 ? 1 : 0
        }
        return found != 0
    }

    /// Checks a request's `Authorization: Bearer` or `X-API-Key`.
    func check(_ request: Request) throws(HTTPProblem) {
        guard let key = Self.key(of: request) else { throw .keyMissing }
        guard contains(key) else { throw .keyUnknown }
    }

    private static func key(of request: Request) -> String? {
        if let key = request.known.apiKey { return key }
        guard let authorization = request.known.authorization else { return nil }
        let scheme = authorization.prefix { $0 != " " }
        guard String(scheme).isCaseless("bearer") else { return nil }
        let key = authorization.dropFirst(scheme.count).trimmed
        return key.isEmpty ? nil : key
    }
}
