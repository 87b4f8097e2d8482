/// How an HNSW index is built.
public struct VectorIndexBuild: Sendable, Equatable {
    /// The links of a vector in each layer of the graph (`m`), 2…100.
    public var links = 16
    /// How many candidates are kept while a vector is put in (`ef_construction`), 4…1000.
    public var effort = 64
    /// The memory the graph may take while it is built (`maintenance_work_mem`), in bytes.
    public var memory: Int64
    /// How many processes help; nil leaves the server's own setting.
    public var workers: Int?

    /// Makes the settings of a build with the given memory, in bytes.
    public init(memory: Int64) {
        self.memory = memory
    }

    /// The memory that the graph needs while it is built, in bytes.
    ///
    /// pgvector keeps for each vector its halves, an element, and twice `links` neighbours of 16
    /// bytes in the lowest layer, and `links` in each higher one, which few vectors reach; measured
    /// with pgvector 0.8.5, see Documentation/Search.md.
    ///
    /// - Parameters:
    ///   - vectors: How many vectors there are.
    ///   - dimensions: Their length.
    ///   - links: The links of each.
    /// - Returns: An estimate that is a little too high.
    public static func memory(vectors: Int, dimensions: Int, links: Int) -> Int64 {
        let higher = Double(links * 16 + 8) / Double(max(1, links - 1))
        let each = 2 * dimensions + 8 + 2 * links * 16 + 8 + Int(higher) + 260
        return Int64(vectors) * Int64(each)
    }
}

/// How far the build of an index is (`pg_stat_progress_create_index`).
public struct VectorIndexProgress: Sendable, Equatable {
    /// What is being done, in PostgreSQL's words.
    public let phase: String
    /// The blocks of the table that have been read in this phase.
    public let blocks: Int
    /// The blocks of the table; 0 in phases that read none.
    public let totalBlocks: Int
    /// The vectors that are in the index; 0 where pgvector doesn't tell.
    public let vectors: Int
}
