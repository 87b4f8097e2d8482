/// The rules for the part behind the `@` (email-validator's `validate_email_domain_name`).
enum EmailDomain {
    /// Domains that RFC 6761 and others set apart, below which nobody can have a mailbox.
    static let specialUse = ["arpa", "invalid", "local", "localhost", "onion", "test"]

    static let longest = 253

    /// Whether a top-level domain is set apart.
    static func isSpecial(_ top: UnsafeBufferPointer<UInt8>) -> Bool {
        specialUse.contains { name in
            unsafe name.utf8.count == top.count
                && zip(name.utf8, top).allSatisfy { $0 == $1 | 0x20 }
        }
    }

    /// The domain in ASCII and in Unicode, both normalised.
    static func normalized(_ domain: String) throws(Refusal) -> (ascii: String, unicode: String) {
        try checkLength(domain)
        try checkCharacters(domain, "The part after the @-sign contains invalid characters")
        try EmailText.checkSafe(domain)
        try checkMappable(domain)
        let mapped = try mapped(domain)
        try checkCharacters(
            mapped,
            "The part after the @-sign contains invalid characters after Unicode normalization")
        try EmailText.checkPoints(
            mapped, start: "An email address cannot have a {} immediately after the @-sign.",
            end: "An email address cannot end with a {}.", isHost: true)
        try checkDashes(mapped)
        let ascii = try encoded(mapped)
        try checkASCII(ascii, original: domain)
        guard ascii.contains("xn--") else { return (ascii, ascii) }
        return (ascii, try decoded(ascii))
    }

    private static func checkLength(_ domain: String) throws(Refusal) {
        let excess = domain.unicodeScalars.count - longest
        guard excess > 0 else { return }
        throw .email(
            "The email address is too long after the @-sign \(EmailText.excess(excess)).")
    }

    private static func checkCharacters(_ domain: String, _ problem: String) throws(Refusal) {
        let bad = EmailText.displayed(domain.unicodeScalars.filter { !isHostCharacter($0) })
        if !bad.isEmpty { throw .email("\(problem): \(bad).") }
    }

    private static func isHostCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".": true
        default: scalar.value >= 0x80
        }
    }

    private static func checkMappable(_ domain: String) throws(Refusal) {
        let bad = EmailText.displayed(domain.unicodeScalars.filter { !EmailText.isMappable($0) })
        if !bad.isEmpty {
            throw .email("The part after the @-sign contains invalid characters: \(bad).")
        }
    }

    /// Lower case, compatibility forms replaced, NFC (UTS 46).
    private static func mapped(_ domain: String) throws(Refusal) -> String {
        if domain.utf8.allSatisfy({ $0 < 0x80 }) { return domain.lowercased() }
        if let ascii = InternationalText.ascii(domain),
            let unicode = InternationalText.unicode(ascii)
        {
            return unicode
        }
        // What cannot be mapped is refused by IDNA 2008 below, which can tell the character.
        return InternationalText.nfc(domain.lowercased())
    }

    private static func checkDashes(_ domain: String) throws(Refusal) {
        for label in domain.unicodeScalars.split(separator: ".") {
            let scalars = Array(label.prefix(4))
            guard scalars.count == 4, scalars[2] == "-", scalars[3] == "-",
                String(scalars[0]).lowercased() + String(scalars[1]).lowercased() != "xn"
            else { continue }
            throw .email(
                "An email address cannot have two letters followed by two dashes immediately after "
                    + "the @-sign or after a period, except Punycode.")
        }
    }

    private static func encoded(_ domain: String) throws(Refusal) -> String {
        if domain.utf8.allSatisfy({ $0 < 0x80 }) { return domain }
        guard let ascii = InternationalText.strictASCII(domain) else {
            throw .email("The part after the @-sign is invalid (\(problem(in: domain))).")
        }
        if let problem = DomainContext.problem(in: domain) {
            throw .email("The part after the @-sign is invalid (\(problem)).")
        }
        return ascii
    }

    private static func problem(in domain: String) -> String {
        for label in domain.unicodeScalars.split(separator: ".") {
            for (place, scalar) in label.enumerated() where !isLetterOrDigit(scalar) {
                let code = String(scalar.value, radix: 16, uppercase: true)
                let padding = String(repeating: "0", count: max(0, 4 - code.count))
                return "Codepoint U+\(padding)\(code) at position \(place + 1) of "
                    + "'\(String(label))' not allowed"
            }
        }
        return "not a valid international domain name"
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
            .decimalNumber:
            true
        default: scalar == "-"
        }
    }

    private static func checkASCII(_ ascii: String, original: String) throws(Refusal) {
        let excess = ascii.utf8.count - longest
        if excess > 0 {
            throw .email(
                "The email address is too long after the @-sign "
                    + "(\(EmailText.counted(excess, "byte")) too many after IDNA encoding).")
        }
        let labels = ascii.split(separator: ".", omittingEmptySubsequences: false)
        for label in labels where label.utf8.count > 63 {
            throw .email(
                "After the @-sign, periods cannot be separated by so many characters "
                    + "\(EmailText.excess(label.utf8.count - 63)).")
        }
        guard labels.count > 1, let top = labels.last else {
            throw .email("The part after the @-sign is not valid. It should have a period.")
        }
        guard let last = ascii.utf8.last, (last | 0x20) &- UInt8(ascii: "a") < 26 else {
            throw .email(
                "The part after the @-sign is not valid. It is not within a valid top-level domain."
            )
        }
        if specialUse.contains(top.lowercased()) {
            throw .email(
                "The part after the @-sign is a special-use or reserved name that cannot be used "
                    + "with email.")
        }
    }

    /// The Unicode form of a domain with Punycode, which must obey IDNA 2008 in its turn.
    private static func decoded(_ ascii: String) throws(Refusal) -> String {
        guard let unicode = InternationalText.unicode(ascii),
            let again = InternationalText.strictASCII(unicode), again == ascii
        else { throw .email("The part after the @-sign is not valid IDNA (Invalid A-label).") }
        try checkCharacters(unicode, "The part after the @-sign contains invalid characters")
        try EmailText.checkSafe(unicode)
        if let problem = DomainContext.problem(in: unicode) {
            throw .email("The part after the @-sign is not valid IDNA (\(problem)).")
        }
        return unicode
    }
}
