/// How a file of leads is to be read, as far as the user has said.
public struct LeadFileOptions: Sendable {
    /// CSV or NDJSON; found from the first character when nil.
    public var format: LeadFileFormat?
    /// The encoding; UTF-8 or that of the byte order mark when nil.
    public var encoding: TextEncoding?
    /// The ASCII character between fields; found from the first rows when nil.
    public var delimiter: UInt8?
    /// What becomes of columns by their header, stronger than the known headers.
    public var columns: [String: ColumnRole]
    /// The revenue tier of rows that have none, 0…10; such rows are rejected when nil.
    public var defaultRevenueTier: Int?
    /// The source of rows that have none.
    public var defaultSource: String?
    /// The offset, such as `+02:00` or `Z`, of times written without one; such times go to
    /// `attributes` when nil.
    public var utcOffset: String?
    /// The longest record read, in bytes of UTF-8; a longer one is rejected.
    public var longestRecord: Int

    /// Makes options that leave everything to be found.
    public init() {
        columns = [:]
        longestRecord = 1 << 20
    }

    /// Checks that the options are within what the lead contract allows.
    ///
    /// - Throws: ``LeadFileError`` with code `option`.
    func check() throws(LeadFileError) {
        if let tier = defaultRevenueTier, !(0...10).contains(tier) {
            throw LeadFileError(.option, "The default revenue tier is 0 to 10, not \(tier).")
        }
        if let delimiter, delimiter >= 0x80 || [0x0A, 0x0D, 0x22].contains(delimiter) {
            throw LeadFileError(.option, "A delimiter is one ASCII character other than a quote.")
        }
        if let utcOffset, Timestamp.normalizedOffset(utcOffset) == nil {
            throw LeadFileError(.option, "A UTC offset looks like +02:00 or Z, not '\(utcOffset)'.")
        }
        guard longestRecord > 0 else {
            throw LeadFileError(.option, "The longest record must be at least 1 byte.")
        }
    }
}
