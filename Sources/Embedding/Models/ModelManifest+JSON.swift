internal import Tokenizers

extension ModelManifest {
    /// The fields as they stand in the file, before anything is known to be there.
    struct Fields {
        var strings: [String: String] = [:]
        var integers: [String: Int] = [:]
        var files: [FileFields]?
        var limits: [String: Int] = [:]
        var sendsDimensions: Bool?
    }

    struct FileFields {
        var name: String?
        var size: Int?
        var sha256: String?
    }

    /// Reads a manifest.
    ///
    /// - Parameter json: The bytes of `manifest.json`.
    /// - Throws: `ModelError` with code `manifestInvalid` or `unsafePath`.
    public init(json: [UInt8]) throws(ModelError) {
        var fields = Fields()
        do {
            var scanner = JSONScanner(json)
            try Self.read(&scanner, into: &fields)
        } catch {
            throw ModelError(.manifestInvalid, "the manifest is not as expected: \(error.message)")
        }
        name = try Self.required(fields.strings["name"], "name")
        let kindName = try Self.required(fields.strings["kind"], "kind")
        guard let kind = ModelKind(rawValue: kindName) else {
            throw ModelError(
                .manifestInvalid, "kind is \"\(kindName)\", expected static, transformer or remote")
        }
        self.kind = kind
        dimensions = try Self.positive(fields.integers["dimensions"], "dimensions", upTo: 16_384)
        maxTokens = try Self.positive(fields.integers["max_tokens"], "max_tokens", upTo: 65_536)
        precision = try Self.precision(named: fields.strings["precision"], of: kind)
        licence = try Self.required(fields.strings["licence"], "licence")
        origin = try Self.required(fields.strings["origin"], "origin")
        howMade = try Self.required(fields.strings["how_made"], "how_made")
        leadTextVersion = try Self.positive(
            fields.integers["lead_text_version"], "lead_text_version", upTo: 65_536)
        var files: [File] = []
        for entry in try Self.required(fields.files, "files") { files.append(try Self.file(entry)) }
        self.files = files.sorted { $0.name < $1.name }
        endpoint = try kind == .remote ? Self.endpoint(fields) : nil
        guard Set(files.map(\.name)).count == files.count, kind == .remote || !files.isEmpty else {
            throw ModelError(.manifestInvalid, "files is empty or lists a name twice")
        }
    }

    private static func read(
        _ scanner: inout JSONScanner, into fields: inout Fields
    ) throws(JSONError) {
        var found = Fields()
        try scanner.object { (key, scanner) throws(JSONError) in
            switch key {
            case "name", "kind", "licence", "origin", "how_made", "precision", "url",
                "remote_model", "key_variable":
                found.strings[key] = try scanner.string()
            case "dimensions", "max_tokens", "lead_text_version":
                found.integers[key] = try scanner.integer()
            case "files":
                var files: [FileFields] = []
                try scanner.array { (scanner) throws(JSONError) in
                    files.append(try readFile(&scanner))
                }
                found.files = files
            case "limits":
                try scanner.object { (key, scanner) throws(JSONError) in
                    found.limits[key] = try scanner.integer()
                }
            case "send_dimensions": found.sendsDimensions = try scanner.optionalBool()
            default: try scanner.skip()
            }
        }
        try scanner.finish()
        fields = found
    }

    private static func readFile(
        _ scanner: inout JSONScanner
    ) throws(JSONError) -> FileFields {
        var file = FileFields()
        try scanner.object { (key, scanner) throws(JSONError) in
            switch key {
            case "name": file.name = try scanner.string()
            case "size": file.size = try scanner.integer()
            case "sha256": file.sha256 = try scanner.string()
            default: try scanner.skip()
            }
        }
        return file
    }

    private static func file(_ fields: FileFields) throws(ModelError) -> File {
        let name = try required(fields.name, "files[].name")
        guard !name.isEmpty, !name.contains("/"), !name.contains("\0"), !name.hasPrefix(".") else {
            throw ModelError(
                .unsafePath,
                "files[].name is \"\(name)\", expected a plain name in the model's folder")
        }
        let sha256 = try required(fields.sha256, "files[].sha256")
        guard sha256.utf8.count == 64, sha256.utf8.allSatisfy("0123456789abcdef".utf8.contains)
        else {
            throw ModelError(
                .manifestInvalid, "sha256 of \(name) is not 64 lower-case hexadecimal digits")
        }
        let size = try positive(fields.size, "files[].size", upTo: 1 << 40)
        return File(name: name, size: size, sha256: sha256)
    }

    static func required<Value>(
        _ value: Value?, _ field: String
    ) throws(ModelError) -> Value {
        guard let value else { throw ModelError(.manifestInvalid, "the manifest has no \(field)") }
        return value
    }

    static func positive(
        _ value: Int?, _ field: String, upTo limit: Int
    ) throws(ModelError) -> Int {
        let value = try required(value, field)
        guard (1...limit).contains(value) else {
            throw ModelError(.manifestInvalid, "\(field) is \(value), expected 1 to \(limit)")
        }
        return value
    }
}
