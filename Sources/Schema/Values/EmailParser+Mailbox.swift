extension EmailParser {
    /// The longest text that Pydantic hands to email-validator.
    private static let longestMailbox = 2048

    /// The address within `Ada <ada@example.org>`, or the text without spaces around it.
    ///
    /// What may stand before the bracket is Pydantic's `pretty_email_regex`: words of ASCII atoms,
    /// letters and digits, or anything in double quotes.
    static func mailbox(_ text: String) throws(Refusal) -> String {
        guard text.unicodeScalars.count <= longestMailbox else {
            throw .email("Length must not exceed \(longestMailbox) characters")
        }
        guard !text.unicodeScalars.contains(where: { $0 == "\r" || $0 == "\n" }) else {
            throw .email("Carriage return and line feed characters are not allowed")
        }
        let trimmed = trimmed(Substring(text))
        guard trimmed.unicodeScalars.last == ">",
            let bracket = bracket(in: trimmed)
        else { return String(trimmed) }
        let view = trimmed.unicodeScalars
        let inner = view[view.index(after: bracket)...].dropLast()
        guard !inner.isEmpty else { return String(trimmed) }
        return String(self.trimmed(Substring(inner)))
    }

    /// The place of the `<` behind a name of the allowed form.
    private static func bracket(in text: Substring) -> Substring.UnicodeScalarView.Index? {
        let view = text.unicodeScalars
        if view.first == "\"" { return bracket(behindQuotes: view) }
        var start = view.startIndex
        while start < view.endIndex, view[start] != "<" {
            guard isNameCharacter(view[start]) || view[start].properties.isWhitespace else {
                return nil
            }
            start = view.index(after: start)
        }
        return start < view.endIndex ? start : nil
    }

    /// The place of the `<` that follows the last possible closing quote, spaces between allowed.
    private static func bracket(
        behindQuotes view: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView.Index? {
        let opening = view.startIndex
        var next = view.index(before: view.endIndex)
        var place = next
        while place > opening {
            place = view.index(before: place)
            if view[place] == "\"", view[next] == "<", place > view.index(after: opening),
                view.distance(from: next, to: view.endIndex) > 2
            {
                return next
            }
            if !view[place].properties.isWhitespace { next = place }
        }
        return nil
    }

    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "." || EmailLocalPart.isASCIIAText(scalar) { return true }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            scalar.value >= 0x80
        default: false
        }
    }

    /// Python's `str.strip`.
    private static func trimmed(_ text: Substring) -> Substring {
        var view = text.unicodeScalars
        while let first = view.first, isPythonSpace(first) { view.removeFirst() }
        while let last = view.last, isPythonSpace(last) { view.removeLast() }
        return Substring(view)
    }

    /// Python counts four separators of ASCII as spaces, Unicode does not.
    private static func isPythonSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
