internal import Tokenizers

extension LabelledText {
    /// Reads labelled texts from JSON (RFC 8259).
    ///
    /// An array, or one value a line: objects with a member for the text and one for the class, or
    /// arrays of a text and its class, as CLINC150 has them.
    ///
    /// - Parameters:
    ///   - json: The file, in UTF-8.
    ///   - columns: The names of the members.
    /// - Returns: The texts in the order of the file.
    /// - Throws: `EvaluationError` with code `invalidJSON` or `missingColumn`.
    public static func read(
        json: [UInt8], columns: LabelledColumns = LabelledColumns()
    ) throws(EvaluationError) -> [LabelledText] {
        var entries: [Entry] = []
        do {
            var scanner = JSONScanner(json)
            if isArrayOfEntries(json) {
                try scanner.array { (scanner) throws(JSONError) in
                    entries.append(try entry(&scanner))
                }
                try scanner.finish()
            } else {
                while scanner.peek() != nil { entries.append(try entry(&scanner)) }
            }
        } catch {
            throw EvaluationError(.invalidJSON, error.message)
        }
        return try texts(of: entries, columns)
    }

    /// Reads an object whose members are parts, such as `train` and `test`, each an array.
    ///
    /// - Throws: `EvaluationError` with code `invalidJSON` or `missingColumn`.
    static func readParts(
        json: [UInt8], columns: LabelledColumns
    ) throws(EvaluationError) -> [String: [LabelledText]] {
        var parts: [String: [Entry]] = [:]
        do {
            var scanner = JSONScanner(json)
            try scanner.object { (key, scanner) throws(JSONError) in
                var entries: [Entry] = []
                try scanner.array { (scanner) throws(JSONError) in
                    entries.append(try entry(&scanner))
                }
                parts[key] = entries
            }
            try scanner.finish()
        } catch {
            throw EvaluationError(.invalidJSON, error.message)
        }
        var result: [String: [LabelledText]] = [:]
        for (name, entries) in parts { result[name] = try texts(of: entries, columns) }
        return result
    }

    /// An object's members that are strings, or an array's strings.
    private enum Entry {
        case object([String: String])
        case array([String])
    }

    private static func entry(_ scanner: inout JSONScanner) throws(JSONError) -> Entry {
        if scanner.peek() == UInt8(ascii: "[") {
            var strings: [String] = []
            try scanner.array { (scanner) throws(JSONError) in
                strings.append(try scanner.string())
            }
            return .array(strings)
        }
        var members: [String: String] = [:]
        try scanner.object { (key, scanner) throws(JSONError) in
            guard scanner.peek() == UInt8(ascii: "\"") else { return try scanner.skip() }
            members[key] = try scanner.string()
        }
        return .object(members)
    }

    /// Whether the first array holds objects or arrays, rather than being an entry itself.
    private static func isArrayOfEntries(_ json: [UInt8]) -> Bool {
        let start = json.lazy.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(2)
        return start.first == UInt8(ascii: "[") && !start.elementsEqual([0x5B, 0x22])
    }

    private static func texts(
        of entries: [Entry], _ columns: LabelledColumns
    ) throws(EvaluationError) -> [LabelledText] {
        var texts: [LabelledText] = []
        for (index, entry) in entries.enumerated() {
            switch entry {
            case .array(let strings):
                guard strings.count == 2 else {
                    throw EvaluationError(
                        .invalidJSON,
                        "entry \(index + 1): expected a text and its class, got \(strings.count)")
                }
                texts.append(LabelledText(text: strings[0], label: strings[1]))
            case .object(let members):
                let names = members.keys.sorted()
                guard let text = members[columns.text],
                    let label = members[try columns.label(among: names)]
                else { throw LabelledColumns.missing(columns.text, names) }
                texts.append(LabelledText(text: text, label: label))
            }
        }
        return texts
    }
}
