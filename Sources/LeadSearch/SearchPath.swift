/// A way to answer a search in PostgreSQL, whose cost is measured.
enum SearchPath: Sendable {
    /// pgvector's HNSW index.
    case graph
    /// A comparison with every vector that passes the filter, in PostgreSQL.
    case scan
}
