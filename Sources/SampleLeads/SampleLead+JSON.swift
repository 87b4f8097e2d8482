extension SampleLead {
    /// The lead as the JSON body of a request, without `topic` and `outcome`.
    ///
    /// All samples are plain text: a control character, which would have to be escaped, can't occur.
    public var json: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(640)
        member("first_name", Self.quoted(firstName), &output)
        member("last_name", Self.quoted(lastName), &output)
        member("email", Self.quoted(email), &output)
        member("revenue_tier", String(revenueTier), &output)
        member("tags", "[\(tags.map(Self.quoted).joined(separator: ","))]", &output)
        member("phone", phone.map(Self.quoted), &output)
        member("company", company.map(Self.quoted), &output)
        member("job_title", jobTitle.map(Self.quoted), &output)
        member("industry", industry.map(Self.quoted), &output)
        member("country", Self.quoted(country), &output)
        member("website", website.map(Self.quoted), &output)
        member("employee_count", employeeCount.map { String($0) }, &output)
        member("message", Self.quoted(message), &output)
        member("source", Self.quoted(source), &output)
        member("external_id", Self.quoted(externalID), &output)
        member("occurred_at", Self.quoted(occurredAt), &output)
        output.append(UInt8(ascii: "}"))
        return output
    }

    private func member(_ name: String, _ value: String?, _ output: inout [UInt8]) {
        guard let value else { return }
        output.append(output.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
        output.append(contentsOf: "\"\(name)\":\(value)".utf8)
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
