/// Looks up pieces of at most 21 bytes by their UTF-8, with one cache line read in most cases.
///
/// Open addressing with linear probing at a load of 2/3. A slot holds the piece itself, padded
/// with zeros (no piece contains U+0000), and its id in the upper 24 bits of the last word.
struct PieceTable: Sendable {
    /// A piece as three little-endian words.
    struct Key: Hashable, Sendable {
        var low: UInt64
        var middle: UInt64
        var high: UInt64
    }

    /// The longest piece that fits a slot, in bytes.
    static let longestPiece = 21
    static let highMask: UInt64 = (1 << 40) - 1

    /// The slots; one with `low == 0` is empty.
    private(set) var slots: [Key]

    /// The length in bytes of the longest piece in the table.
    private(set) var longest = 0

    /// Makes a table with room for `count` pieces.
    init(count: Int) {
        slots = [Key](
            repeating: Key(low: 0, middle: 0, high: 0), count: max(count + count / 2, 4))
    }

    /// Puts a piece of 1 to 21 bytes, none of them 0, into the table; its id is below 2^24.
    mutating func insert(_ piece: Substring.UTF8View, id: UInt32) {
        var key = Key(low: 0, middle: 0, high: 0)
        for (offset, byte) in piece.enumerated() {
            let shifted = UInt64(byte) << UInt64(8 * (offset & 7))
            switch offset >> 3 {
            case 0: key.low |= shifted
            case 1: key.middle |= shifted
            default: key.high |= shifted
            }
        }
        var index = Self.home(of: key, slots: slots.count)
        while slots[index].low != 0 { index = index + 1 == slots.count ? 0 : index + 1 }
        key.high |= UInt64(id) << 40
        slots[index] = key
        longest = max(longest, piece.count)
    }

    @inline(__always)
    static func home(of key: Key, slots: Int) -> Int {
        var hash = key.low &* 0x9E37_79B9_7F4A_7C15
        hash ^= key.middle &* 0xC2B2_AE3D_27D4_EB4F
        hash ^= key.high &* 0x1656_67B1_9E37_79F9
        hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: (hash >> 32 &* UInt64(truncatingIfNeeded: slots)) >> 32)
    }

    /// The id of the piece, if it's in the table.
    @inline(__always)
    static func id(of key: Key, in slots: UnsafeBufferPointer<Key>) -> UInt32? {
        var index = home(of: key, slots: slots.count)
        while true {
            let slot = unsafe slots[index]
            if slot.low == key.low, slot.middle == key.middle,
                slot.high & highMask == key.high
            {
                return UInt32(truncatingIfNeeded: slot.high >> 40)
            }
            if slot.low == 0 { return nil }
            index = index + 1 == slots.count ? 0 : index + 1
        }
    }

    /// The first `count` bytes at `bytes` as a key; 24 bytes must be readable there.
    @inline(__always)
    static func key(at bytes: UnsafePointer<UInt8>, count: Int) -> Key {
        let raw = unsafe UnsafeRawPointer(bytes)
        let low = unsafe raw.loadUnaligned(as: UInt64.self).littleEndian
        if count <= 8 { return Key(low: low & ones(count), middle: 0, high: 0) }
        let middle = unsafe raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
        if count <= 16 { return Key(low: low, middle: middle & ones(count - 8), high: 0) }
        let high = unsafe raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self).littleEndian
        return Key(low: low, middle: middle, high: high & ones(count - 16))
    }

    /// A mask of the first `count` bytes of a word; `count` is 1 to 8.
    @inline(__always)
    private static func ones(_ count: Int) -> UInt64 {
        UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    }
}
