/// Everything that is wrong with a request, all at once, in the order of the contract's fields.
public struct ValidationFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The issues; never empty.
    public var issues: [ValidationIssue]

    /// A failure with these issues.
    public init(issues: [ValidationIssue]) { self.issues = issues }

    /// Where and what is wrong, without the refused values.
    public var description: String {
        let rest = issues.count > 8 ? ", …" : ""
        return "\(issues.count) invalid value(s): "
            + issues.prefix(8).map(\.description).joined(separator: ", ") + rest
    }

    /// Writes FastAPI's body of a 422: `{"detail":[…]}`.
    public func encodeFastAPI(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("detail" as StaticString)
        writeIssues(to: &writer)
        writer.endObject()
    }

    /// Writes problem details (RFC 9457) with the same list as member `errors`.
    ///
    /// - Parameters:
    ///   - writer: takes the JSON text.
    ///   - instance: what identifies this occurrence, such as the request's id.
    public func encodeProblem(into writer: inout JSONWriter, instance: String? = nil) {
        writer.beginObject()
        writer.key("type" as StaticString)
        writer.write("about:blank")
        writer.key("title" as StaticString)
        writer.write("Unprocessable Content")
        writer.key("status" as StaticString)
        writer.write(422)
        writer.key("detail" as StaticString)
        writer.write(
            issues.count == 1 ? "1 value is not valid." : "\(issues.count) values are not valid.")
        if let instance {
            writer.key("instance" as StaticString)
            writer.write(instance)
        }
        writer.key("errors" as StaticString)
        writeIssues(to: &writer)
        writer.endObject()
    }

    /// Writes the list of issues as a JSON array.
    public func writeIssues(to writer: inout JSONWriter) {
        writer.beginArray()
        for issue in issues { issue.write(to: &writer) }
        writer.endArray()
    }
}
