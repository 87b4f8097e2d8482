/// Reads addresses the long way: every rule of email-validator 2, in its order.
enum EmailParser {
    /// Role names that are the same in any case (RFC 2142).
    private static let roles: Set<String> = [
        "info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster",
        "hostmaster", "usenet", "news", "webmaster", "www", "uucp", "ftp",
    ]

    static func parse(_ text: String) throws(Refusal) -> EmailAddress {
        let parts = try EmailParts(text)
        var local = try EmailLocalPart.checked(parts.unquotedLocal, isQuoted: parts.isQuoted)
        let composed = InternationalText.nfc(parts.unquotedLocal)
        if !composed.unicodeScalars.elementsEqual(parts.unquotedLocal.unicodeScalars) {
            do throws(Refusal) {
                local = try EmailLocalPart.checked(composed, isQuoted: parts.isQuoted)
            } catch {
                guard case .string(let reason)? = error.ctx?["reason"] else { throw error }
                throw .email("After Unicode normalization: \(reason)")
            }
        }
        if parts.isQuoted {
            throw .email("Quoting the part before the @-sign is not allowed here.")
        }
        if roles.contains(local.lowercased()) { local = local.lowercased() }
        let domain = try checkedDomain(parts.domain)
        try checkLength(parts, local, domain)
        if parts.hasDisplayName {
            throw .email(
                "A display name and angle brackets around the email address are not permitted here."
            )
        }
        return EmailAddress(
            normalized: "\(local)@\(domain.unicode)", separator: local.utf8.count,
            encodedDomain: domain.ascii == domain.unicode ? nil : domain.ascii)
    }

    private static func checkedDomain(
        _ domain: String
    ) throws(Refusal) -> (ascii: String, unicode: String) {
        if domain.isEmpty { throw .email("There must be something after the @-sign.") }
        guard domain.utf8.first == UInt8(ascii: "["), domain.utf8.last == UInt8(ascii: "]") else {
            return try EmailDomain.normalized(domain)
        }
        let literal = domain.dropFirst().dropLast()
        if literal.lowercased().hasPrefix("ipv6:") {
            guard IPAddress.v6(Array(literal.dropFirst(5).utf8)) != nil else {
                throw .email("The IPv6 address in brackets after the @-sign is not valid.")
            }
        } else if !literal.isEmpty,
            literal.utf8.allSatisfy({ $0 < 0x3A && $0 != 0x2F && $0 > 0x2D })
        {
            guard IPAddress.isDottedQuad(literal) else {
                throw .email(
                    "The address in brackets after the @-sign is not valid: It is not an IPv4 "
                        + "address or is missing an address literal tag.")
            }
        } else {
            throw .email(
                literal.contains(":")
                    ? "The part after the @-sign contains an invalid address literal tag in brackets."
                    : "The part after the @-sign in brackets is not an IPv4 address and has no "
                        + "address literal tag.")
        }
        throw .email("A bracketed IP address after the @-sign is not allowed here.")
    }

    private static func checkLength(
        _ parts: EmailParts, _ local: String, _ domain: (ascii: String, unicode: String)
    ) throws(Refusal) {
        let original = "\(parts.local)@\(parts.domain)"
        let excess = original.utf8.count - 254
        if excess > 0 {
            throw .email("The email address is too long \(told(excess, original)).")
        }
        let forms = [
            ("\(local)@\(domain.unicode)", "after normalization"),
            (
                "\(local)@\(domain.ascii)",
                "when the part after the @-sign is converted to IDNA ASCII"
            ),
        ]
        for (form, reason) in forms where form.utf8.count > 254 {
            let bytes = EmailText.counted(form.utf8.count - 254, "byte")
            throw .email("The email address is too long \(reason) (\(bytes) too many).")
        }
    }

    private static func told(_ excess: Int, _ text: String) -> String {
        if text.unicodeScalars.count == text.utf8.count { return EmailText.excess(excess) }
        let widest = text.unicodeScalars.map { String($0).utf8.count }.max() ?? 1
        let least = max(1, excess / widest)
        let suffix = excess > 1 ? "s" : ""
        return least == excess
            ? "(\(excess) character\(suffix) too many)"
            : "(\(least)-\(excess) character\(suffix) too many)"
    }
}
