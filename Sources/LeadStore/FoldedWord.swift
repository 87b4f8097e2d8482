import Postgres

/// A word that SQL compares without regard to case as the index in memory does.
///
/// PostgreSQL's `lower` follows the database's locale, and in the locale C changes ASCII only;
/// Swift maps scalar by scalar and takes canonically equivalent texts for equal. So the mapping is
/// Swift's own, sent along when the word needs it.
struct FoldedWord: Sendable {
    private let word: String

    /// The scalars with one scalar as their lower case, and those, in the same order.
    private static let mapping: (from: String, to: String) = {
        var from = String.UnicodeScalarView()
        var to = String.UnicodeScalarView()
        for value in UInt32(0x80)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenLowercased
            else { continue }
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            guard lower.count == 1, let only = lower.first else { continue }
            from.append(scalar)
            to.append(only)
        }
        return (String(from), String(to))
    }()

    /// The scalars outside of ASCII that are equal to one in ASCII: U+212A, U+037E and U+1FEF.
    private static let equivalents = (from: "\u{212A}\u{37E}\u{1FEF}", to: "k;`")

    init(_ word: String) {
        var scalars = String.UnicodeScalarView()
        for scalar in word.lowercased().unicodeScalars {
            switch scalar {
            case "\u{37E}": scalars.append(";")
            case "\u{1FEF}": scalars.append("`")
            default: scalars.append(scalar)
            }
        }
        self.word = String(scalars)
    }

    /// The condition that a column, or another expression of type text, is this word.
    func isEqual(to expression: SQL) -> SQL {
        if word.utf8.allSatisfy({ $0 < 0x80 }) {
            let (from, to) = Self.equivalents
            return """
                lower(translate(\(expression), \(from), \(to)) collate "C") = \(word)
                """
        }
        // U+0130 is the one scalar whose lower case has two.
        let (from, to) = Self.mapping
        return """
            case when octet_length(\(expression)) = char_length(\(expression)) then false
            else normalize(translate(replace(lower(\(expression) collate "C"), \("\u{130}"),
                \("i\u{307}")), \(from), \(to)), NFC) = normalize(\(word), NFC) end
            """
    }
}
