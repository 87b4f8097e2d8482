/// A place between two rows of a file of leads.
public struct LeadFilePosition: Equatable, Sendable {
    /// The bytes of the file before this place.
    public var offset: Int64
    /// The rows before this place.
    public var rows: Int
    /// The physical line, from 1, that begins at this place.
    public var line: Int

    /// Makes a place.
    ///
    /// - Parameters:
    ///   - offset: the bytes of the file before it.
    ///   - rows: the rows before it.
    ///   - line: the physical line, from 1, that begins at it.
    public init(offset: Int64, rows: Int, line: Int) {
        self.offset = offset
        self.rows = rows
        self.line = line
    }

    /// The beginning of a file.
    public static let start = LeadFilePosition(offset: 0, rows: 0, line: 1)
}
