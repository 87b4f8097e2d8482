import Postgres

/// What the database knows of the HNSW index of a generation.
public struct VectorIndexState: Sendable, Equatable {
    /// The generation whose vectors it is over.
    public let generation: Generation
    /// How many vectors the planner believes there are; 0 when it does not know.
    public let rows: Int
    /// Whether there is an index, usable or not.
    public let exists: Bool
    /// Whether it can be used; not while it is being built, nor after a build that was interrupted.
    public let isValid: Bool
    /// Whether it is being built at this moment.
    public let isBuilding: Bool
    /// Its size in bytes; 0 without one.
    public let bytes: Int64
    /// pgvector's version, such as `0.8.1`.
    public let version: String

    /// Whether pgvector goes on scanning when a filter lets too few through: 0.8 and newer.
    public var scansOn: Bool {
        let parts = version.split(separator: ".").prefix(2).compactMap { Int($0) }
        return parts.count == 2 && (parts[0], parts[1]) >= (0, 8)
    }

    /// Whether it was left behind by a build that did not end.
    public var isLeftover: Bool { exists && !isValid && !isBuilding }
}

extension Generation {
    /// The most dimensions that an HNSW index over halves takes.
    public static let mostIndexedDimensions = 4000

    /// The partition of its vectors.
    var table: String { "lead_embeddings_\(id)" }

    /// The name of its HNSW index.
    public var indexName: String { "\(table)_hnsw" }

    /// The advisory lock that keeps two processes from building its index.
    var buildLock: SQL {
        "(7326002::bigint << 32) | to_regclass(\(table))::oid::bigint"
    }
}
