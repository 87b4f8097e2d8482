/// What may be shown of a connection string.
public enum DatabaseURL {
    /// The connection string with every password replaced by `***`.
    ///
    /// Knows the URL and the key=value form of libpq (PostgreSQL manual, "Connection Strings"):
    /// the password before `@`, and the parameters `password` and `sslpassword`.
    ///
    /// - Parameter text: a connection string, valid or not.
    /// - Returns: what may be logged.
    public static func masked(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return maskedPairs(text) }
        var rest = text[scheme.upperBound...]
        // The last @ of all, also behind / or ?: a password with bare signs must not leak.
        if let at = rest.lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") {
            rest = "\(rest[..<colon]):***\(rest[at...])"
        }
        var query = ""
        if let mark = rest.firstIndex(of: "?") {
            query = maskedQuery(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        return "\(text[..<scheme.upperBound])\(rest)\(query)"
    }

    private static func maskedQuery(_ query: Substring) -> String {
        let pairs = query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let key = pair.prefix { $0 != "=" }
            return isSecret(key) ? "\(key)=***" : String(pair)
        }
        return "?" + pairs.joined(separator: "&")
    }

    /// `host=h password = 'it\'s' dbname=d`: keys, values, quotes and backslashes as libpq reads them.
    private static func maskedPairs(_ text: String) -> String {
        var rest = Substring(text)
        var pairs: [String] = []
        while true {
            rest = rest.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { return pairs.joined(separator: " ") }
            let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest.dropFirst(key.count).drop(while: \.isWhitespace)
            // Without an equals sign nothing is known: the rest is not shown.
            guard rest.first == "=" else { return (pairs + ["***"]).joined(separator: " ") }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let value = valuePrefix(of: rest)
            rest = rest.dropFirst(value.count)
            pairs.append("\(key)=\(isSecret(key) ? "***" : String(value))")
        }
    }

    private static func valuePrefix(of text: Substring) -> Substring {
        let isQuoted = text.first == "'"
        var end = text.startIndex
        if isQuoted { end = text.index(after: end) }
        while end < text.endIndex {
            let character = text[end]
            end = text.index(after: end)
            if character == "\\", end < text.endIndex {
                end = text.index(after: end)
            } else if isQuoted, character == "'" {
                break
            } else if !isQuoted, character.isWhitespace {
                return text[..<text.index(before: end)]
            }
        }
        return text[..<end]
    }

    private static func isSecret(_ key: Substring) -> Bool {
        ["password", "sslpassword"].contains(key.lowercased())
    }
}
