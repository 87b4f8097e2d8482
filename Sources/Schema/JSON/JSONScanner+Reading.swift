extension JSONScanner {
    /// Lets `body` read a text that simdjson refused.
    ///
    /// - Throws: `json_invalid` when it is no JSON for Python either, else the issues of `body`.
    static func read<Value>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (inout Reading, JSONNode) -> Value?
    ) throws(ValidationFailure) -> Value {
        let bytes = unsafe withoutByteOrderMark(bytes)
        guard !bytes.isEmpty else {
            let issue = ValidationIssue(
                type: "missing", loc: ["body"], msg: "Field required", input: .null)
            throw ValidationFailure(issues: [issue])
        }
        var scanner = unsafe JSONScanner(bytes)
        do throws(Problem) {
            try scanner.checkEncoding()
            try scanner.scanDocument()
        } catch {
            throw ValidationFailure(issues: [scanner.issue(of: error)])
        }
        return try scanner.tape.read(prefix: ["body"], isText: false, body)
    }

    private static func withoutByteOrderMark(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        guard unsafe bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return unsafe bytes }
        return unsafe UnsafeBufferPointer(rebasing: bytes[3...])
    }

    private func checkEncoding() throws(Problem) {
        do throws(UTF8.ValidationError) {
            _ = unsafe try UTF8Span(validating: self[0..<count].span)
        } catch {
            throw Problem("Invalid UTF-8", at: error.byteOffsets.lowerBound)
        }
    }

    /// The issue in FastAPI's form; its place is counted in characters.
    private func issue(of problem: Problem) -> ValidationIssue {
        let place = unsafe Constraints.length(self[0..<problem.offset])
        return ValidationIssue(
            type: "json_invalid", loc: ["body", .index(place)], msg: "JSON decode error",
            input: .object([:]), ctx: ["error": .string(problem.message)])
    }
}
