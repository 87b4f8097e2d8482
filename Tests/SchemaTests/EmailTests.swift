import Schema
import Testing

@Suite struct EmailTests {
    @Test(
        arguments: [
            ("ada@example.org", "ada@example.org"), ("Ada.L@Example.ORG", "Ada.L@example.org"),
            ("Postmaster@example.org", "postmaster@example.org"),
            ("a!#$%&'*+-/=?^_`{|}~z@b.de", nil),
            ("ü@bücher.de", "ü@bücher.de"), ("a@xn--bcher-kva.de", "a@bücher.de"),
            ("e\u{301}@b.de", "é@b.de"), ("a@B\u{FF55}cher.de", "a@bucher.de"),
            ("a@b。de", "a@b.de"),
            ("a@faß.de", "a@faß.de"), ("a@1und1.de", nil), ("a@a-b.museum", nil),
        ] as [(String, String?)])
    func aValidAddressIsNormalised(text: String, normalized: String?) throws {
        let address = try EmailAddress(text)
        #expect(Array(address.text.unicodeScalars) == Array((normalized ?? text).unicodeScalars))
        #expect(address.text == "\(address.localPart)@\(address.domain)")
        #expect(try EmailAddress(address.text) == address)
    }

    @Test(
        arguments: [
            ("ada", "An email address must have an @-sign."),
            ("@b.de", "There must be something before the @-sign."),
            ("a@", "There must be something after the @-sign."),
            ("a@b", "The part after the @-sign is not valid. It should have a period."),
            ("a..b@c.de", "An email address cannot have two periods in a row."),
            (".a@c.de", "An email address cannot start with a period."),
            ("a@c..de", "An email address cannot have two periods in a row."),
            ("a@-c.de", "An email address cannot have a hyphen immediately after the @-sign."),
            ("a@c-.de", "An email address cannot have a period and a hyphen next to each other."),
            ("a b@c.de", "The email address contains invalid characters before the @-sign: SPACE."),
            ("a@b_c.de", "The part after the @-sign contains invalid characters: '_'."),
            (#""a"@c.de"#, "Quoting the part before the @-sign is not allowed here."),
            ("a@[1.2.3.4]", "A bracketed IP address after the @-sign is not allowed here."),
            (
                "Ada <a@b.de>",
                "A display name and angle brackets around the email address are not permitted here."
            ),
            (
                "a@b.1",
                "The part after the @-sign is not valid. It is not within a valid top-level domain."
            ),
            (
                "a@☃.de",
                "The part after the @-sign is invalid (Codepoint U+2603 at position 1 of '☃' not allowed)."
            ),
            ("a@x--b.de", nil), ("a@ab--c.de", nil), ("a@b.local", nil), ("a@b.test", nil),
            ("a@b.LOCALHOST", nil),
            ("a@xn--zz.de", nil), ("a\u{200B}@b.de", nil), ("a@l·m.de", nil), ("a@1.אב", nil),
            ("a\u{0}@b.de", nil),
            ("a@b.de\u{0}", nil), ("a@" + String(repeating: "b", count: 64) + ".de", nil),
            (
                String(repeating: "a", count: 250) + "@b.de",
                "The email address is too long (1 character too many)."
            ),
        ] as [(String, String?)])
    func anInvalidAddressIsToldWhy(text: String, reason: String?) {
        guard text != "a@x--b.de" else {
            #expect(throws: Never.self) { try EmailAddress(text) }
            return
        }
        let refusal = #expect(throws: Refusal.self) { try EmailAddress(text) }
        #expect(refusal?.type == "value_error")
        if let reason { #expect(refusal?.msg == "value is not a valid email address: " + reason) }
    }

    @Test(arguments: [
        " ada@example.org ", "Ada L <ada@example.org>", #""Ada, L" <ada@example.org>"#,
    ])
    func aBodyMayHoldAMailboxAsPydanticTakesIt(text: String) throws {
        let json = text.replacing("\"", with: "\\\"")
        #expect(
            outcome("\"\(json)\"", Holder<EmailAddress>.contract())
                == .success(try EmailAddress("ada@example.org")))
    }

    @Test(arguments: ["3", "null", #""ada@example.org\n""#, #""a, b <a@b.de>""#, "[]"])
    func otherValuesAreRefused(json: String) {
        #expect(throws: TypeError.self) { try outcome(json, Holder<EmailAddress>.contract()).get() }
    }

    @Test func thePlainWayAndTheLongWayAgree() throws {
        for text in ["a@b.de", "A.b-c_d+1@x1.y-2.zz", "a@b.DE", "ab12345678910@xx.org"] {
            // A full-width letter makes the address take the long way; the mapping removes it.
            let long = try EmailAddress(text.replacing("@", with: "@\u{FF41}"))
            let plain = try EmailAddress(text.replacing("@", with: "@a"))
            #expect(plain == long)
            #expect(plain.asciiDomain == long.asciiDomain)
        }
    }
}
