extension ModelManifest {
    private static let limitNames: Set<String> = [
        "batch_size", "concurrency", "timeout_seconds", "attempts", "patience_milliseconds",
        "token_limit",
    ]

    /// Reads where a remote model is asked.
    ///
    /// - Throws: `ModelError` with code `manifestInvalid`.
    static func endpoint(_ fields: Fields) throws(ModelError) -> Endpoint {
        let url = try required(fields.strings["url"], "url")
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            throw ModelError(.manifestInvalid, "url is \"\(url)\", expected http:// or https://")
        }
        if let variable = fields.strings["key_variable"], !isVariable(variable) {
            // A key that was written here by mistake must not be shown.
            throw ModelError(
                .manifestInvalid,
                "key_variable is not the name of an environment variable, such as OPENAI_API_KEY: "
                    + "the key itself never stands in the manifest")
        }
        return Endpoint(
            url: url, model: try required(fields.strings["remote_model"], "remote_model"),
            keyVariable: fields.strings["key_variable"],
            sendsDimensions: fields.sendsDimensions ?? false, limits: try limits(fields.limits))
    }

    private static func isVariable(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }

    private static func limits(_ given: [String: Int]) throws(ModelError) -> Limits {
        for name in given.keys.sorted() where !limitNames.contains(name) {
            throw ModelError(
                .manifestInvalid,
                "limits has an unknown member \(name), expected "
                    + limitNames.sorted().joined(separator: ", "))
        }
        func limit(_ name: String, upTo most: Int) throws(ModelError) -> Int? {
            guard let value = given[name] else { return nil }
            return try positive(value, "limits.\(name)", upTo: most)
        }
        return Limits(
            batchSize: try limit("batch_size", upTo: 10_000),
            concurrency: try limit("concurrency", upTo: 256),
            timeout: try limit("timeout_seconds", upTo: 3_600),
            attempts: try limit("attempts", upTo: 100),
            patience: try limit("patience_milliseconds", upTo: 60_000),
            tokenLimit: try limit("token_limit", upTo: 1 << 52))
    }
}
