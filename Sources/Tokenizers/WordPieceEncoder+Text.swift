extension WordPieceEncoder {
    /// What an ASCII byte is: 0 vanishes, 1 separates words, 2 is punctuation, 3 begins a longer
    /// sequence; everything else is itself, in lower case.
    static let asciiClasses: [UInt8] = (0...255).map { (byte: UInt8) in
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20: 1
        case 0x00...0x1F, 0x7F: 0
        case 0x80...0xFF: 3
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        default: 2
        }
    }

    /// Encodes a text until its end or until there is no room for another id.
    @inline(__always)
    mutating func encode(
        _ text: UnsafeBufferPointer<UInt8>, classes: UnsafeBufferPointer<UInt8>
    ) {
        var index = 0
        while index < text.count {
            let byte = unsafe text[index]
            let kind = unsafe classes[Int(byte)]
            if kind > 3 {
                index += 1
                appendASCII(kind)
                continue
            }
            switch kind {
            case 1:
                index += 1
                endWord()
            case 2:
                index += 1
                endWord()
                append(vocabulary.ascii[Int(byte)], orUnknown: ())
            case 3: unsafe encodeScalar(of: text, at: &index)
            default: index += 1
            }
            if isFull { return }
        }
        endWord()
    }

    @inline(__always)
    private mutating func appendASCII(_ byte: UInt8) {
        if wordScalars < Self.longestWord {
            unsafe word[wordLength] = byte
            wordLength += 1
            runStart = wordLength
        }
        wordScalars += 1
    }

    private mutating func append(_ id: UInt32, orUnknown: Void) {
        append(id == WordPieceVocabulary.missing ? vocabulary.unknown : id)
    }

    /// Takes one scalar beyond ASCII; bytes that are not UTF-8 vanish, as U+FFFD does.
    @inline(never)
    private mutating func encodeScalar(
        of text: UnsafeBufferPointer<UInt8>, at index: inout Int
    ) {
        guard let scalar = unsafe UTF8Decoding.scalar(of: text, at: &index) else { return }
        let rule = rules[scalar]
        if rule.isIdeograph { endWord() }
        switch rule.kind {
        case .remove, .mark: break
        case .starterMark: runStart = wordLength
        case .space: endWord()
        case .sequence:
            for offset in 0..<rule.length {
                let part = rules.sequences[rule.payload + offset]
                take(part, rules[part])
            }
        case .keep where (0xAC00...0xD7A3).contains(scalar): takeHangul(scalar)
        case .keep, .punctuation, .ordered: take(scalar, rule)
        }
        if rule.isIdeograph { endWord() }
    }

    /// Takes a scalar that no normalisation changes any more.
    private mutating func take(_ scalar: UInt32, _ rule: UnicodeRules.Rule) {
        switch rule.kind {
        case .punctuation:
            endWord()
            appendToWord(scalar)
            endWord()
        case .ordered: insert(scalar, combiningClass: rule.payload)
        default:
            appendToWord(scalar)
            runStart = wordLength
        }
    }

    /// Decomposes a Hangul syllable into its jamo (Unicode 3.12).
    private mutating func takeHangul(_ scalar: UInt32) {
        let index = scalar - 0xAC00
        appendToWord(0x1100 + index / 588)
        appendToWord(0x1161 + index % 588 / 28)
        if index % 28 > 0 { appendToWord(0x11A7 + index % 28) }
        runStart = wordLength
    }

    private mutating func appendToWord(_ scalar: UInt32) {
        if wordScalars < Self.longestWord {
            wordLength += unsafe UTF8Decoding.write(scalar, to: word + wordLength)
        }
        wordScalars += 1
    }

    /// Puts a mark behind those of its run whose class is not higher (canonical ordering).
    private mutating func insert(_ scalar: UInt32, combiningClass: Int) {
        let end = wordLength
        appendToWord(scalar)
        var place = runStart
        let run = unsafe UnsafeBufferPointer(start: word, count: end)
        while place < end {
            var next = place
            let other = unsafe UTF8Decoding.scalar(of: run, at: &next) ?? 0
            if rules[other].payload > combiningClass { break }
            place = next
        }
        let length = wordLength - end
        guard length > 0, place < end else { return }
        unsafe (word + place + length).update(from: word + place, count: end - place)
        _ = unsafe UTF8Decoding.write(scalar, to: word + place)
    }
}
