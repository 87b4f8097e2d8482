extension HTTPURL {
    /// The URL when it is so plain that a browser would change nothing but add a `/` to a bare
    /// host; nil sends it the long way.
    init?(plain text: String) {
        var text = text
        let hasPath = text.withUTF8 { utf8 in unsafe Self.plainness(utf8) }
        guard let hasPath else { return nil }
        self.init(raw: text, normalized: hasPath ? text : text + "/")
    }

    /// Whether a plain URL has a path; nil when it is not plain.
    private static func plainness(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool? {
        let start: Int
        if unsafe utf8.starts(with: "https://".utf8) {
            start = 8
        } else if unsafe utf8.starts(with: "http://".utf8) {
            start = 7
        } else {
            return nil
        }
        guard let end = unsafe endOfPlainHost(utf8, from: start) else { return nil }
        guard end < utf8.count else { return false }
        return unsafe isPlainRest(utf8, from: end) ? true : nil
    }

    /// The place behind a host of lower-case letters, digits, inner hyphens and points, whose last
    /// label begins with a letter.
    private static func endOfPlainHost(
        _ utf8: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        var label = start
        var place = start
        while place < utf8.count, unsafe utf8[place] != UInt8(ascii: "/") {
            switch unsafe utf8[place] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case UInt8(ascii: "-"):
                // Two hyphens may be Punycode's.
                if place == label { return nil }
                if unsafe utf8[place - 1] == UInt8(ascii: "-") { return nil }
            case UInt8(ascii: "."):
                if place == label { return nil }
                label = place + 1
            default: return nil
            }
            place += 1
        }
        guard label < place, unsafe utf8[label] >= UInt8(ascii: "a") else { return nil }
        return place
    }

    /// Whether path, query and fragment need no escapes and have no segment that begins with `.`.
    private static func isPlainRest(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        for place in start..<utf8.count {
            switch unsafe utf8[place] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "/")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "#"),
                UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "~"):
                continue
            case UInt8(ascii: "."):
                if unsafe utf8[place - 1] == UInt8(ascii: "/") { return false }
            default: return false
            }
        }
        return true
    }
}
