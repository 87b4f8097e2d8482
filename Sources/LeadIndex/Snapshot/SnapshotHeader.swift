public import LeadStore
public import Leads

/// What a snapshot is of: it is used only where all of this is the same.
public struct SnapshotHeader: Sendable, Equatable {
    /// The version of the file's format.
    public static let version: UInt32 = 1
    static let magic = Array("LEADLINE INDEX\n\u{1A}".utf8)

    /// What the database knows the snapshot by.
    public var id: Identifier<SnapshotHeader>
    /// The server and the table that it was made from.
    public var database: DatabaseIdentity
    /// The number of the generation.
    public var generation: Int32
    /// The seed of the generation's rotation, which is made of the model's content hash.
    public var seed: UInt64
    /// The length of the vectors.
    public var dimensions: Int
    /// Where the change feed goes on from the snapshot.
    public var position: ChangePosition

    /// Makes a header of its parts.
    public init(
        id: Identifier<SnapshotHeader>, database: DatabaseIdentity, generation: Generation,
        position: ChangePosition
    ) {
        self.id = id
        self.database = database
        self.generation = generation.id
        seed = generation.seed
        dimensions = generation.dimensions
        self.position = position
    }

    /// The header as it stands at the start of a file.
    func bytes() -> SnapshotBytes {
        var bytes = SnapshotBytes()
        for byte in Self.magic { bytes.append(byte) }
        bytes.append(Self.version)
        bytes.append(id.high)
        bytes.append(id.low)
        bytes.append(database.system)
        bytes.append(database.table)
        bytes.append(generation)
        bytes.append(seed)
        bytes.append(UInt32(dimensions))
        bytes.append(position.transaction)
        return bytes
    }

    /// How many bytes a header has.
    static let size = magic.count + 4 + 16 + 8 + 4 + 4 + 8 + 4 + 8

    init(reading bytes: inout SnapshotBytes) throws(SnapshotError) {
        for byte in Self.magic {
            guard try bytes.read(UInt8.self) == byte else {
                throw SnapshotError(.foreign, "this is no snapshot of an index")
            }
        }
        let version = try bytes.read(UInt32.self)
        guard version == Self.version else {
            throw SnapshotError(.foreign, "its format is \(version), not \(Self.version)")
        }
        id = Identifier(high: try bytes.read(UInt64.self), low: try bytes.read(UInt64.self))
        database = DatabaseIdentity(
            system: try bytes.read(Int64.self), table: try bytes.read(UInt32.self))
        generation = try bytes.read(Int32.self)
        seed = try bytes.read(UInt64.self)
        dimensions = Int(try bytes.read(UInt32.self))
        position = ChangePosition(transaction: try bytes.read(UInt64.self))
    }
}
