public import Leads
public import Postgres

/// What takes in a whole generation of vectors, read over several connections at once.
///
/// First it is told how many there are, then it gets all vectors, then the fields of all leads.
/// Except for the first, calls come from several threads at a time.
public protocol IndexSink: Sendable {
    /// Makes room; false when the vectors are not wanted.
    func begin(count: Int) throws -> Bool
    /// Takes vectors.
    func take(vectors: [VectorRow]) throws
    /// Takes the fields of leads, whose `vector` is empty; some may have none.
    func take(fields: [IndexedLead]) throws
}

/// A lead's vector, as bytes of the connection that it came from.
public struct VectorRow: Sendable {
    /// The workspace of the lead.
    public let workspace: WorkspaceID
    /// The lead.
    public let id: LeadID
    private let row: CopyRow

    init(_ row: CopyRow) throws(PostgresError) {
        workspace = WorkspaceID(try row.decode(PostgresUUID.self, at: 0))
        id = LeadID(try row.decode(PostgresUUID.self, at: 1))
        self.row = row
    }

    /// Writes the vector's numbers.
    ///
    /// - Throws: `PostgresError` with code `.decoding` when the vector has another length.
    public func read(into output: inout MutableSpan<Float>) throws(PostgresError) {
        // Not by a closure of `withBytes`, which cannot capture a span that changes.
        try row.decodeVector(at: 2, into: &output)
    }
}
