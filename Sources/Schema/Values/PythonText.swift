/// How Python reads numbers from text.
enum PythonText {
    /// The text without white space at its ends.
    static func trimmed(_ text: String) -> Substring {
        var rest = text.unicodeScalars[...]
        while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return Substring(rest)
    }

    /// ASCII digits without the single underscores between them; nil for anything else.
    static func digits(_ text: Substring) -> String? {
        var digits = ""
        var follows = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "_") {
                guard follows else { return nil }
                follows = false
            } else {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                digits.unicodeScalars.append(Unicode.Scalar(byte))
                follows = true
            }
        }
        return follows ? digits : nil
    }
}
