/// Reads absolute URLs of the schemes with a host, as browsers do (WHATWG URL Standard, section 4.4).
///
/// The texts of its refusals are those of Rust's `url`, which Pydantic tells.
enum URLParser {
    private static let defaultPorts: [String: Int] = [
        "http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21,
    ]

    static func normalized(_ text: String) throws(Refusal) -> String {
        if text.isEmpty { throw .urlParsing("input is empty") }
        let input = cleaned(text)
        let (scheme, rest) = try scheme(of: input)
        guard let defaultPort = defaultPorts[scheme] else {
            try checkOpaque(rest)
            throw .urlScheme
        }
        let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        let authorityAndPath = rest.drop(while: isSlash)
        let authority = authorityAndPath.prefix {
            !isSlash($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        var result = "\(scheme)://"
        var place = authority
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            result += userInfo(authority[..<at])
            place = authority[(at + 1)...]
        }
        let (host, portText) = split(place)
        if host.isEmpty { throw .urlParsing("empty host") }
        result += try URLHost.normalized(host)
        if let port = try port(portText), port != defaultPort { result += ":\(port)" }
        guard scheme == "http" || scheme == "https" else { throw .urlScheme }
        return result + URLPath.normalized(authorityAndPath[authority.endIndex...])
    }

    /// What is wrong with the host of an unknown scheme is told before the scheme is.
    private static func checkOpaque(_ rest: ArraySlice<UInt8>) throws(Refusal) {
        guard rest.starts(with: "//".utf8) else { return }
        let authority = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
        let place = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] }
        let (host, portText) = split(place ?? authority)
        if host.first == UInt8(ascii: "[") {
            _ = try URLHost.normalized(host)
        } else if host.contains(where: { $0 == 0x20 || "<>[\\]^|".utf8.contains($0) }) {
            throw .urlParsing("invalid domain character")
        }
        _ = try port(portText)
    }

    /// Without controls and spaces at the ends, and without tabs and line ends anywhere.
    private static func cleaned(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)[...]
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    private static func scheme(of input: [UInt8]) throws(Refusal) -> (String, ArraySlice<UInt8>) {
        let name = input.prefix {
            isLetter($0) || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: ".")
        }
        guard let first = name.first, isLetter(first), name.endIndex < input.count,
            input[name.endIndex] == UInt8(ascii: ":")
        else { throw .urlParsing("relative URL without a base") }
        let scheme = String(decoding: name, as: UTF8.self).lowercased()
        return (scheme, input[(name.endIndex + 1)...])
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    private static func userInfo(_ bytes: ArraySlice<UInt8>) -> String {
        let name = bytes.prefix { $0 != UInt8(ascii: ":") }
        let password = bytes[name.endIndex...].dropFirst()
        if name.isEmpty && password.isEmpty { return "" }
        let escaped = PercentEncoding.encoded(name, .userInfo)
        if password.isEmpty { return escaped + "@" }
        return "\(escaped):\(PercentEncoding.encoded(password, .userInfo))@"
    }

    /// Host and port, which follows the first colon outside of brackets.
    private static func split(
        _ place: ArraySlice<UInt8>
    ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
        var isInside = false
        for index in place.indices {
            switch place[index] {
            case UInt8(ascii: "["): isInside = true
            case UInt8(ascii: "]"): isInside = false
            case UInt8(ascii: ":") where !isInside: return (place[..<index], place[(index + 1)...])
            default: break
            }
        }
        return (place, nil)
    }

    private static func port(_ text: ArraySlice<UInt8>?) throws(Refusal) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        var value = 0
        for byte in text {
            guard byte &- 0x30 < 10 else { throw .urlParsing("invalid port number") }
            value = value * 10 + Int(byte - 0x30)
            guard value <= 65535 else { throw .urlParsing("invalid port number") }
        }
        return value
    }
}
