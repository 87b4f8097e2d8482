extension WordPieceTokenizer {
    /// Makes a tokenizer from the bytes of a `tokenizer.json` as Hugging Face lays it out.
    ///
    /// Truncation, padding, the post-processor and added pieces are passed over: they are the
    /// model's business, and user text has no special pieces.
    /// - Parameter json: The file.
    /// - Throws: `TokenizerError`; a file that asks for anything but BERT's lower-case WordPiece is
    ///   `unsupported`, and the message names the field.
    public convenience init(json: [UInt8]) throws(TokenizerError) {
        var file = TokenizerFile()
        do {
            var scanner = JSONScanner(json)
            try file.read(&scanner)
        } catch {
            throw TokenizerError(
                .invalidJSON, "the tokenizer file is not JSON: \(error.message); fetch it again")
        }
        try file.check()
        try self.init(pieces: file.pieces(), unknown: file.unknown ?? "")
    }
}

/// The fields of a `tokenizer.json` that decide what ids a text gets.
struct TokenizerFile {
    var settings: [String: String] = [:]
    var vocabulary: [(piece: String, id: Int)] = []
    var unknown: String?

    /// The values that a field may have; nil means that it must be there with the first one.
    static let supported: [(field: String, values: Set<String>, required: Bool)] = [
        ("model.type", ["WordPiece"], true),
        ("model.continuing_subword_prefix", ["##"], false),
        ("model.max_input_chars_per_word", ["100"], false),
        ("normalizer.type", ["BertNormalizer"], true),
        ("normalizer.clean_text", ["true"], true),
        ("normalizer.handle_chinese_chars", ["true"], true),
        ("normalizer.strip_accents", ["null", "true"], false),
        ("normalizer.lowercase", ["true"], true),
        ("pre_tokenizer.type", ["BertPreTokenizer"], true),
    ]

    mutating func read(_ scanner: inout JSONScanner) throws(JSONError) {
        var file = self
        try scanner.object { (section, scanner) throws(JSONError) in
            guard ["model", "normalizer", "pre_tokenizer"].contains(section),
                scanner.peek() == UInt8(ascii: "{")
            else { return try scanner.skip() }
            try scanner.object { (key, scanner) throws(JSONError) in
                try file.read("\(section).\(key)", &scanner)
            }
        }
        try scanner.finish()
        self = file
    }

    private mutating func read(
        _ field: String, _ scanner: inout JSONScanner
    ) throws(JSONError) {
        switch (field, scanner.peek()) {
        case ("model.vocab", UInt8(ascii: "{")):
            var vocabulary: [(piece: String, id: Int)] = []
            vocabulary.reserveCapacity(32_768)
            try scanner.object { (piece, scanner) throws(JSONError) in
                vocabulary.append((piece, try scanner.integer()))
            }
            self.vocabulary = vocabulary
        case ("model.unk_token", UInt8(ascii: "\"")): unknown = try scanner.string()
        case (_, UInt8(ascii: "\"")): settings[field] = try scanner.string()
        case (_, UInt8(ascii: "t")), (_, UInt8(ascii: "f")), (_, UInt8(ascii: "n")):
            settings[field] = try scanner.optionalBool().map { "\($0)" } ?? "null"
        case ("model.max_input_chars_per_word", _):
            settings[field] = String(try scanner.integer())
        default: try scanner.skip()
        }
    }

    /// Checks that the file asks for what this tokenizer does.
    func check() throws(TokenizerError) {
        for rule in Self.supported {
            let value = settings[rule.field]
            guard value != nil || !rule.required else {
                throw TokenizerError(
                    .missingField, "the tokenizer file has no \(rule.field)")
            }
            guard let value, !rule.values.contains(value) else { continue }
            throw TokenizerError(
                .unsupported,
                "\(rule.field) is \"\(value)\", but only "
                    + rule.values.sorted().joined(separator: " or ")
                    + " is supported: use a model with BERT's lower-case WordPiece")
        }
        guard unknown != nil else {
            throw TokenizerError(.missingField, "the tokenizer file has no model.unk_token")
        }
    }

    /// The pieces in the order of their ids, which must be 0 to the number of pieces less one.
    func pieces() throws(TokenizerError) -> [String] {
        var pieces = [String](repeating: "", count: vocabulary.count)
        for (piece, id) in vocabulary {
            guard pieces.indices.contains(id), pieces[id].isEmpty else {
                throw TokenizerError(
                    .invalidVocabulary,
                    "id \(id) is given twice or is not below \(pieces.count), the number of pieces")
            }
            pieces[id] = piece
        }
        return pieces
    }
}
