/// One row of a file of leads.
public struct LeadRow: Sendable {
    /// What a row holds.
    public enum Content: Equatable, Sendable {
        /// The JSON of a lead, to be validated by the lead contract like a request's body.
        case lead([UInt8])
        /// Why no lead can be made of the row; names columns, never values.
        case rejected(String)
    }

    /// The number of the row, from 1; the header and blank lines don't count.
    public let number: Int
    /// The physical line on which the row begins, from 1.
    public let line: Int
    /// Where the row ends, so that reading can go on behind it.
    public let end: LeadFilePosition
    /// The lead or why there is none.
    public let content: Content
    /// The row as it stands in the file, in UTF-8, without its line end; empty when it was longer
    /// than was read.
    public let original: [UInt8]
}
