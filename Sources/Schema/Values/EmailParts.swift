/// An address taken apart, quotes and a display name recognised (email-validator's `split_email`).
struct EmailParts {
    private(set) var hasDisplayName = false
    let local: String
    let unquotedLocal: String
    let isQuoted: Bool
    let domain: String

    init(_ text: String) throws(Refusal) {
        var (left, right) = try Self.split(text, at: ["@", "<"])
        if right.utf8.first == UInt8(ascii: "<") {
            hasDisplayName = true
            (left, right) = try Self.mailbox(displayName: left, right)
        }
        local = left
        domain = right.utf8.first == UInt8(ascii: "@") ? String(right.dropFirstScalar()) : right
        (unquotedLocal, isQuoted) = try Self.unquoted(left)
    }

    /// Checks what stands before `<` and gives both sides of the address within the brackets.
    private static func mailbox(
        displayName: String, _ bracketed: String
    ) throws(Refusal) -> (String, String) {
        var name = displayName.unicodeScalars
        while let last = name.last, last.properties.isWhitespace { name.removeLast() }
        let (unquoted, isQuoted) = try unquoted(String(name))
        if !isQuoted {
            let bad = unquoted.unicodeScalars.filter {
                !EmailLocalPart.isASCIIAText($0) && $0 != " "
            }
            if !bad.isEmpty {
                throw .email(
                    "The display name contains invalid characters when not quoted: "
                        + "\(EmailText.displayed(bad)).")
            }
        }
        try EmailText.checkSafe(unquoted, allowsSpace: true)
        guard bracketed.unicodeScalars.contains(">") else {
            throw .email(
                "An open angle bracket at the start of the email address has to be followed by a "
                    + "close angle bracket at the end.")
        }
        var inner = bracketed.unicodeScalars
        while inner.last == " " { inner.removeLast() }
        guard inner.last == ">" else {
            throw .email("There can't be anything after the email address.")
        }
        return try split(String(inner.dropFirst().dropLast()), at: ["@"])
    }

    /// Splits at the first of some characters that is not within quotes; it begins the right part.
    private static func split(
        _ text: String, at specials: Set<Unicode.Scalar>
    ) throws(Refusal) -> (String, String) {
        let scalars = Array(text.unicodeScalars)
        var (isInside, isEscaped) = (false, false)
        for (place, scalar) in scalars.enumerated() {
            if combines(scalars, at: place) { continue }
            if isInside {
                if scalar == "\"" && !isEscaped { isInside = false }
                isEscaped = scalar == "\\" && !isEscaped
            } else if scalar == "\"" {
                isInside = true
            } else if specials.contains(scalar) {
                return (string(scalars[..<place]), string(scalars[place...]))
            }
        }
        if scalars.contains("\u{FF20}") {
            throw .email(
                "The email address has the \"full-width\" at-sign (@) character instead of a "
                    + "regular at-sign.")
        }
        if scalars.contains("\u{FE6B}") {
            throw .email(
                "The email address has the \"small commercial at\" character instead of a regular "
                    + "at-sign.")
        }
        throw .email("An email address must have an @-sign.")
    }

    /// Whether normalisation would make one character of this one and those behind it.
    private static func combines(_ scalars: [Unicode.Scalar], at place: Int) -> Bool {
        guard place + 1 < scalars.count, scalars[place + 1].value >= 0x300 else { return false }
        let end = min(place + 32, scalars.count)
        return InternationalText.nfc(string(scalars[place..<end])).unicodeScalars.first
            != scalars[place]
    }

    private static func unquoted(_ text: String) throws(Refusal) -> (String, Bool) {
        let scalars = Array(text.unicodeScalars)
        guard scalars.first == "\"" else { return (text, false) }
        var value = String.UnicodeScalarView()
        var isEscaped = false
        for (place, scalar) in scalars.enumerated().dropFirst() {
            if isEscaped {
                value.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                guard place == scalars.count - 1 else {
                    let extra = scalars[(place + 1)...].map(EmailText.displayed)
                    throw .email(
                        "Extra character(s) found after close quote: "
                            + extra.joined(separator: ", "))
                }
                break
            } else {
                value.append(scalar)
            }
        }
        return (String(value), true)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}

extension String {
    /// The text without its first code point, which need not be a whole character.
    fileprivate func dropFirstScalar() -> Substring {
        Substring(unicodeScalars.dropFirst())
    }
}
