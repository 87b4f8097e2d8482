/// One generation of vectors: the model that makes them and what it is known by in the database.
public struct Generation: Sendable, Equatable {
    /// Where the generation stands.
    public enum State: String, Sendable {
        /// It is being filled.
        case filling
        /// It serves.
        case active
        /// It served once.
        case retired
    }

    /// Its number, the key of its partition.
    public let id: Int32
    /// The model's name.
    public let name: String
    /// SHA-256 over the model's files, 64 hexadecimal digits.
    public let contentHash: String
    /// The length of its vectors.
    public let dimensions: Int
    /// The version of the template that makes a lead's text.
    public let textTemplate: Int32
    /// Where the model's folder was when the generation was made.
    public let location: String
    /// Where it stands.
    public let state: State

    /// The seed of the random rotation before quantisation (FNV-1a of the content hash): every
    /// process draws the same rotation.
    public var seed: UInt64 {
        contentHash.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
