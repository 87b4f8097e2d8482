import Digests
import Leads

/// Which leads an index holds, in which state of theirs, as two numbers that can be compared.
///
/// Two processes that hold the same have the same digest, whatever order they took the leads in.
public struct IndexDigest: Sendable, Equatable {
    /// How many leads there are.
    public private(set) var leads = 0
    /// The sum of the leads' fingerprints, modulo 2⁶⁴.
    ///
    /// A fingerprint is the first 8 bytes, big-endian, of the SHA-256 of workspace (16 bytes), lead
    /// (16 bytes) and the transaction that wrote the lead last (8 bytes, big-endian); SQL can
    /// make it of `uuid_send`, `int8send` and `sha256`.
    public private(set) var sum: UInt64 = 0
    private var message = [UInt8](repeating: 0, count: 40)

    /// The digest of no lead.
    public init() {}

    /// Counts a lead in.
    mutating func add(_ key: LeadKey, transaction: UInt64) {
        let words = [
            key.workspace.high, key.workspace.low, key.id.high, key.id.low, transaction,
        ]
        for (place, word) in words.enumerated() {
            for byte in 0..<8 {
                message[8 * place + byte] = UInt8(truncatingIfNeeded: word >> (56 - 8 * byte))
            }
        }
        let digest = SHA256Digest(of: message).bytes
        sum &+= digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        leads += 1
    }

    /// Whether both hold the same leads in the same states.
    public static func == (one: Self, other: Self) -> Bool {
        one.leads == other.leads && one.sum == other.sum
    }
}
