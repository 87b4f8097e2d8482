/// A way to answer a search, whose cost is measured.
enum SearchPath: Int, CaseIterable, Sendable {
    /// The index in memory.
    case memory
    /// pgvector's HNSW index.
    case graph
    /// A comparison with every vector that passes the filter, in PostgreSQL.
    case scan
}
