/// How many columns of a terminal a text takes.
enum TextWidth {
    /// The columns: 2 for East Asian wide characters and emoji, 0 for marks and controls.
    static func of(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    /// The text cut to a width, with `…` when something was cut.
    static func fitted(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        var output = ""
        var used = 0
        for character in text {
            let next = columns(character)
            if used + next > width - 1 { break }
            used += next
            output.append(character)
        }
        return width > 0 ? output + "…" : ""
    }

    /// The text without controls, which could move the cursor or change the terminal.
    static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
    }

    private static func columns(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
