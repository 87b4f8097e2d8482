/// A checked value of a setting.
enum SettingValue: Equatable, Sendable {
    case text(String)
    case integer(Int)
    case flag(Bool)
    case list([String])

    /// Reads a text as a setting wants it; nil when it is not allowed.
    init?(_ text: String, for setting: Setting) {
        let text = text.trimmed
        switch setting.kind {
        case .text: self = .text(text)
        case .integer(let range):
            guard let number = Int(text), range.contains(number) else { return nil }
            self = .integer(number)
        case .flag:
            switch text.lowercased() {
            case "1", "true", "yes", "on": self = .flag(true)
            case "0", "false", "no", "off": self = .flag(false)
            default: return nil
            }
        case .choice(let words):
            guard words.contains(text.lowercased()) else { return nil }
            self = .text(text.lowercased())
        case .list:
            let items = text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
            // Commas and spaces alone are a slip: of keys it would leave the API open.
            guard !items.isEmpty else { return nil }
            self = .list(items)
        }
        if !isAllowed(for: setting) { return nil }
    }

    /// Rules of single settings beyond their kind.
    private func isAllowed(for setting: Setting) -> Bool {
        switch (setting.name, self) {
        case (Setting.rootPath.name, .text(let path)):
            path.isEmpty || (path.hasPrefix("/") && !path.hasSuffix("/"))
        case (Setting.databaseURL.name, .text(let url)):
            url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") || url.contains("=")
        case (Setting.corsOrigins.name, .list(let origins)):
            origins.allSatisfy { $0 == "*" || Self.isOrigin($0) }
        case (Setting.trustedProxies.name, .list(let networks)):
            networks.allSatisfy(Self.isNetwork)
        default: true
        }
    }

    private static func isOrigin(_ text: String) -> Bool {
        guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return false }
        let host = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        return host.count == 3 && !host[2].isEmpty && !host[2].contains("/")
    }

    private static func isNetwork(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = parts.first, !address.isEmpty,
            address.contains(".") || address.contains(":"),
            address.allSatisfy({ $0.isHexDigit || $0 == "." || $0 == ":" })
        else { return false }
        guard parts.count == 2 else { return true }
        guard let bits = Int(parts[1]) else { return false }
        return (0...(address.contains(":") ? 128 : 32)).contains(bits)
    }
}

extension Setting {
    /// What is allowed, with the rules beyond the kind.
    var allowedInFull: String {
        switch name {
        case Setting.rootPath.name: "a path such as /leads, without a slash at its end"
        case Setting.databaseURL.name:
            "postgresql://user:password@host:port/database or libpq's key=value form"
        case Setting.corsOrigins.name: "origins such as https://app.example.com, or *"
        case Setting.trustedProxies.name: "addresses or networks such as 10.0.0.0/8"
        default: allowed
        }
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: String {
        var view = Substring(self)
        while view.first?.isWhitespace == true { view.removeFirst() }
        while view.last?.isWhitespace == true { view.removeLast() }
        return String(view)
    }
}
