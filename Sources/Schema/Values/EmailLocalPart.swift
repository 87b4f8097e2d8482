/// The rules for the part before the `@` (email-validator's `validate_email_local_part`).
enum EmailLocalPart {
    /// The local part, which must be dot-separated atoms, or anything visible when it was quoted.
    static func checked(_ local: String, isQuoted: Bool) throws(Refusal) -> String {
        if local.isEmpty { throw .email("There must be something before the @-sign.") }
        if isDotAtom(local, isATextOrPoint: isASCIIAText) { return local }
        if isDotAtom(local, isATextOrPoint: isAText) {
            try EmailText.checkSafe(local)
            return local
        }
        if isQuoted {
            let bad = local.unicodeScalars.filter { $0.value < 0x20 || $0.value == 0x7F }
            if !bad.isEmpty {
                throw .email(
                    "The email address contains invalid characters in quotes before the @-sign: "
                        + "\(EmailText.displayed(bad)).")
            }
            try EmailText.checkSafe(local, allowsSpace: true)
            return local
        }
        let bad = local.unicodeScalars.filter { !isAText($0) && $0 != "." }
        if !bad.isEmpty {
            throw .email(
                "The email address contains invalid characters before the @-sign: "
                    + "\(EmailText.displayed(bad)).")
        }
        try EmailText.checkPoints(
            local, start: "An email address cannot start with a {}.",
            end: "An email address cannot have a {} immediately before the @-sign.", isHost: false)
        throw .email("The email address contains invalid characters before the @-sign.")
    }

    private static func isDotAtom(
        _ text: String, isATextOrPoint isAllowed: (Unicode.Scalar) -> Bool
    ) -> Bool {
        var afterPoint = true
        for scalar in text.unicodeScalars {
            if scalar == "." {
                if afterPoint { return false }
                afterPoint = true
            } else {
                guard isAllowed(scalar) else { return false }
                afterPoint = false
            }
        }
        return !afterPoint
    }

    /// RFC 5322, section 3.2.3.
    static func isASCIIAText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: "_!#$%&'*+-/=?^`{|}~".unicodeScalars.contains(scalar)
        }
    }

    /// RFC 6532 adds everything beyond ASCII.
    private static func isAText(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x80 || isASCIIAText(scalar)
    }
}
