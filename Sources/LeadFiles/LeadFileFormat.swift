/// The layout of a file of leads.
public enum LeadFileFormat: String, CaseIterable, Sendable {
    /// Delimited text with a header (RFC 4180): commas, semicolons, tabs or bars.
    case csv
    /// One JSON object a line.
    case ndjson

    /// The layout that was chosen, or that the first character of the text tells.
    static func choose(
        _ chosen: LeadFileFormat?, head: [UInt8]
    ) throws(LeadFileError) -> LeadFileFormat {
        if let chosen { return chosen }
        let first = head.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        switch first {
        case UInt8(ascii: "{"): return .ndjson
        case UInt8(ascii: "["):
            throw LeadFileError(
                .format,
                "The file is a JSON array; one object a line is needed: jq -c '.[]' FILE.")
        case nil: throw LeadFileError(.format, "The file is empty.")
        default: return .csv
        }
    }
}
