/// The row of each key, 4 bytes a place: the keys themselves stand in the columns.
///
/// Open addressing with linear probing; a removal moves later entries of the run back (Knuth, The
/// Art of Computer Programming, volume 3, 6.4, algorithm R). At most three places of four are used.
struct RowTable: Sendable {
    private static let empty = UInt32.max
    private var places: [UInt32] = Array(repeating: empty, count: 64)
    private(set) var count = 0

    /// The row whose hash this is and for which `matches` holds.
    @inline(__always)
    func row(hash: UInt64, where matches: (UInt32) -> Bool) -> UInt32? {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while places[place] != Self.empty {
            if matches(places[place]) { return places[place] }
            place = (place + 1) & mask
        }
        return nil
    }

    /// Adds a row whose key is not there; `hash` tells the hash of any row.
    mutating func insert(_ row: UInt32, hash: (UInt32) -> UInt64) {
        reserve(count + 1, hash: hash)
        place(row, hash(row))
        count += 1
    }

    /// Makes room for so many rows.
    mutating func reserve(_ rows: Int, hash: (UInt32) -> UInt64) {
        var size = places.count
        while rows * 4 > size * 3 { size *= 2 }
        guard size > places.count else { return }
        let old = places
        places = Array(repeating: Self.empty, count: size)
        for row in old where row != Self.empty { place(row, hash(row)) }
    }

    /// Takes a row out that is in.
    mutating func remove(_ row: UInt32, hash: (UInt32) -> UInt64) {
        let mask = places.count - 1
        var hole = Int(truncatingIfNeeded: hash(row)) & mask
        while places[hole] != row {
            guard places[hole] != Self.empty else { return }
            hole = (hole + 1) & mask
        }
        count -= 1
        var next = hole
        while true {
            next = (next + 1) & mask
            guard places[next] != Self.empty else { break }
            let home = Int(truncatingIfNeeded: hash(places[next])) & mask
            // The entry may move back when its home is not between the hole and where it stands.
            if (next - home) & mask >= (next - hole) & mask {
                places[hole] = places[next]
                hole = next
            }
        }
        places[hole] = Self.empty
    }

    private mutating func place(_ row: UInt32, _ hash: UInt64) {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while places[place] != Self.empty { place = (place + 1) & mask }
        places[place] = row
    }
}
