/// The keys that open the operations that need one.
public struct APIKeys: Sendable {
    private let keys: [[UInt8]]

    /// Takes the configured keys; empty ones are left out.
    public init(_ keys: [String]) { self.keys = keys.map { Array($0.utf8) }.filter { !$0.isEmpty } }

    /// Whether no key is configured, so that every operation is open.
    public var isEmpty: Bool { keys.isEmpty }

    /// The number of keys.
    var count: Int { keys.count }

    /// Which of the keys `candidate` is, or nil.
    ///
    /// Every byte of every key is compared, so that the time taken tells the candidate's length
    /// at most, never how much of a key was right.
    func index(of candidate: String) -> Int? {
        let bytes = Array(candidate.utf8)
        var found: Int?
        for (place, key) in keys.enumerated() {
            var difference: UInt8 = key.count == bytes.count ? 0 : 1
            for index in key.indices {
                difference |= key[index] ^ (index < bytes.count ? bytes[index] : 0xFF)
            }
            if difference == 0 { found = place }
        }
        return found
    }

    /// Checks a request's `X-API-Key` and `Authorization: Bearer`.
    ///
    /// One must be there, and each that is there must be right: a second, wrong credential is more
    /// likely a mistake than meant.
    ///
    /// - Parameter request: what was asked.
    /// - Returns: which of the keys it is.
    /// - Throws: 401.
    func check(_ request: Request) throws(HTTPProblem) -> Int {
        let authorization = request.authorization
        let key = request.apiKey
        guard key != nil || authorization != nil else { throw .keyMissing }
        var found: Int?
        if let key {
            found = index(of: key)
            if found == nil { throw .keyUnknown }
        }
        if let authorization { found = index(of: Self.token(of: authorization)) }
        guard let found else { throw .keyUnknown }
        return found
    }

    /// The token behind the scheme `Bearer`; empty, which is no key, for any other scheme.
    private static func token(of authorization: String) -> String {
        let scheme = authorization.prefix { $0 != " " }
        guard scheme.lowercased() == "bearer" else { return "" }
        return authorization.dropFirst(scheme.count).trimmed
    }
}
