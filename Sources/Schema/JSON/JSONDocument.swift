internal import CSimdjson

/// Parses JSON bytes and lets a closure read them.
enum JSONDocument {
    /// The deepest allowed nesting of arrays and objects.
    static let maximumDepth = 64

    /// Reads a body: by simdjson, or slowly when it is not well-formed or needs exact words.
    static func read<Value>(
        _ bytes: UnsafeRawBufferPointer, _ body: (inout Reading, JSONNode) -> Value?
    ) throws(ValidationFailure) -> Value {
        guard let parser = unsafe csimdjson_acquire() else {
            throw ValidationFailure(issues: [.outOfMemory])
        }
        defer { unsafe csimdjson_release(parser) }
        let utf8 = unsafe bytes.bindMemory(to: UInt8.self)
        let document = unsafe csimdjson_parse(parser, utf8.baseAddress, utf8.count, maximumDepth)
        guard let tape = unsafe document.tape, let strings = unsafe document.strings else {
            return unsafe try JSONScanner.read(utf8, body)
        }
        var reading = unsafe Reading(tape: tape, strings: strings)
        guard let value = body(&reading, JSONNode(index: 1)), reading.issues.isEmpty else {
            throw ValidationFailure(issues: reading.located(behind: ["body"]))
        }
        return consume value
    }
}

extension JSONValue {
    /// Reads JSON of any shape, with all the rules of free JSON.
    ///
    /// - Throws: every issue, each located behind `body`.
    public static func parse(
        _ bytes: UnsafeRawBufferPointer
    ) throws(ValidationFailure) -> JSONValue {
        unsafe try JSONDocument.read(bytes) { reading, root in
            JSONValue.read(root, &reading, .none)
        }
    }

    /// Reads JSON of any shape, with all the rules of free JSON.
    ///
    /// - Throws: every issue, each located behind `body`.
    public static func parse(_ bytes: [UInt8]) throws(ValidationFailure) -> JSONValue {
        let result = unsafe bytes.withUnsafeBytes { buffer -> Result<_, ValidationFailure> in
            do throws(ValidationFailure) {
                return .success(unsafe try parse(buffer))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension ValidationIssue {
    static var outOfMemory: ValidationIssue {
        ValidationIssue(type: "out_of_memory", loc: ["body"], msg: "Not enough memory to read it")
    }
}
