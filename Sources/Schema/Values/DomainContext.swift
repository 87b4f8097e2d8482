/// Rules for characters and labels of a domain that depend on what stands beside them.
///
/// Some characters are allowed only beside others, some labels only without labels that are written
/// from right to left. libidn2 leaves them to its callers.
enum DomainContext {
    /// The first label that breaks a rule, in words; nil when none does.
    static func problem(in domain: String) -> String? {
        let labels = domain.unicodeScalars.split(separator: ".").map(Array.init)
        for label in labels {
            for place in label.indices where !isAllowed(label, place) {
                let code = String(label[place].value, radix: 16, uppercase: true)
                let padding = String(repeating: "0", count: max(0, 4 - code.count))
                return "Codepoint U+\(padding)\(code) not allowed at position \(place + 1) in "
                    + "'\(text(label))'"
            }
        }
        guard labels.joined().contains(where: isRightToLeft) else { return nil }
        for label in labels where !label.contains(where: isRightToLeft) {
            guard let first = label.first, first.properties.isAlphabetic else {
                return "First codepoint in label '\(text(label))' must be directionality L, R or AL"
            }
        }
        return nil
    }

    /// RFC 5892, appendix A.3 to A.9.
    private static func isAllowed(_ label: [Unicode.Scalar], _ place: Int) -> Bool {
        let before = place > 0 ? label[place - 1].value : 0
        let after = place + 1 < label.count ? label[place + 1].value : 0
        switch label[place].value {
        case 0xB7: return before == 0x6C && after == 0x6C
        case 0x375: return isGreek(after)
        case 0x5F3, 0x5F4: return (0x591...0x5F4).contains(before)
        case 0x30FB: return label.contains { isJapanese($0.value) }
        case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
        case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0.value) }
        default: return true
        }
    }

    private static func isGreek(_ value: UInt32) -> Bool {
        (0x370...0x3FF).contains(value) || (0x1F00...0x1FFF).contains(value)
    }

    /// Hiragana, Katakana or Han.
    private static func isJapanese(_ value: UInt32) -> Bool {
        switch value {
        case 0x30FB: false
        case 0x3005, 0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF,
            0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9D,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }

    /// The blocks whose letters run from right to left (RFC 5893, section 1.4).
    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
            true
        default: false
        }
    }

    private static func text(_ label: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: label)
        return String(view)
    }
}
