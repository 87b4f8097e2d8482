/// Trims white space at both ends and folds each run of it within to one space.
///
/// White space is Unicode's `White_Space` property. A text that has nothing to fold is returned
/// as it is, without a copy; that is decided byte by byte.
///
/// - Returns: The folded text; nil when nothing is left.
func folded(_ text: String) -> String? {
    if isFolded(text) { return text.isEmpty ? nil : text }
    var result = String.UnicodeScalarView()
    var pending = false
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace {
            pending = !result.isEmpty
            continue
        }
        if pending { result.append(" ") }
        pending = false
        result.append(scalar)
    }
    return result.isEmpty ? nil : String(result)
}

/// Whether a look at the bytes proves that nothing is to be folded.
private func isFolded(_ text: String) -> Bool {
    var previousWasSpace = true
    let bytes = text.utf8.span
    for index in bytes.indices {
        let byte = bytes[index]
        let isSpace = byte == 0x20
        // Control characters may be white space, and so may scalars that begin with these bytes:
        // U+0085 and U+00A0, U+1680, U+2000…U+205F, U+3000.
        let mayBeOther = byte < 0x20 || byte == 0xC2 || (0xE1...0xE3).contains(byte)
        if mayBeOther || (isSpace && previousWasSpace) { return false }
        previousWasSpace = isSpace
    }
    return text.isEmpty || !previousWasSpace
}
