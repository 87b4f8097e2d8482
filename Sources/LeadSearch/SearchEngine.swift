public import Schema

/// What finds the nearest leads.
public enum SearchEngine: String, SchemaEnum {
    /// The index in memory once it is loaded, which costs least; PostgreSQL meanwhile.
    case auto
    /// The index in memory: a scan of 4-bit codes, the best compared again in full precision.
    case simd
    /// PostgreSQL: the HNSW index if there is one and it pays, else a comparison with every vector.
    case pgvector
}

/// The engine that served a search.
public enum ServingEngine: String, SchemaEnum {
    /// The index in memory.
    case simd
    /// PostgreSQL.
    case pgvector
}
