/// An e-mail address that obeys the rules of Python's email-validator 2, without looking up DNS.
public struct EmailAddress: Sendable {
    /// The normalised address: local part in NFC, domain in lower case and in Unicode.
    public let text: String
    /// The place of the `@` in `text`, counted in bytes of UTF-8.
    private let separator: Int
    /// The domain in ASCII where it differs from the one in `text`.
    private let encodedDomain: String?

    init(normalized text: String, separator: Int, encodedDomain: String? = nil) {
        self.text = text
        self.separator = separator
        self.encodedDomain = encodedDomain
    }

    /// The part before the `@`, normalised.
    public var localPart: String {
        String(text[..<text.utf8.index(text.startIndex, offsetBy: separator)])
    }

    /// The part behind the `@`, normalised, in Unicode.
    public var domain: String {
        String(text[text.utf8.index(text.startIndex, offsetBy: separator + 1)...])
    }

    /// The domain in ASCII, its labels in Punycode where needed.
    public var asciiDomain: String { encodedDomain ?? domain }
}

extension EmailAddress: ValidatedText {
    /// Reads and normalises an address.
    ///
    /// - Throws: `value_error` with the text of email-validator.
    public init(_ text: String) throws(Refusal) {
        var text = text
        if let plain = text.withUTF8({ utf8 in unsafe EmailAddress(plain: utf8) }) {
            self = plain
        } else {
            self = try EmailParser.parse(text)
        }
    }

    /// Reads an address as Pydantic's `EmailStr` does: spaces around it are dropped, and of
    /// `Ada <ada@example.org>` the address is taken.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> EmailAddress? {
        do throws(Refusal) {
            guard case .string = reading.kind(of: node) else {
                if case .brokenString = reading.kind(of: node) { throw .stringUnicode }
                throw .stringType
            }
            let utf8 = unsafe reading.utf8(of: node)
            let address: EmailAddress
            if let plain = unsafe EmailAddress(plain: utf8) {
                address = plain
            } else {
                let text = unsafe String(decoding: utf8, as: UTF8.self)
                address = try EmailAddress(EmailParser.mailbox(text))
            }
            if let refusal = rules.refusal(ofText: address.text) { throw refusal }
            return address
        } catch {
            reading.refuse(node, error)
            return nil
        }
    }

    /// Addresses are the same when their normalised forms are.
    public static func == (one: Self, other: Self) -> Bool { one.text == other.text }

    /// Hashes the normalised form.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// `email`.
    public static var format: String? { "email" }

    /// A pattern of addresses in ASCII without a name beside them; every match is taken.
    ///
    /// No pattern can tell what international addresses obey: those are taken beyond it, and so are
    /// long ones that the format `email` does not know.
    public static var schemaExtras: JSONObject {
        ["maxLength": 254, "pattern": .string(pattern)]
    }

    private static let pattern: String = {
        let atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
        let label = "(?![A-Za-z0-9-]{2}--)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        let special = EmailDomain.specialUse.map { name in
            name.map { "[\($0)\($0.uppercased())]" }.joined()
        }
        let top = "(?!(\(special.joined(separator: "|")))$)(?=[A-Za-z0-9-]*[A-Za-z]$)" + label
        return "^(?=[^@]{1,64}@)\(atom)(\\.\(atom))*@(\(label)\\.)+\(top)$"
    }()
}
