/// Finds a field by its key's bytes; open addressing over a table at least twice as large.
struct KeyTable: Sendable {
    /// The keys one behind the other, and the place where each begins, the last one's end included.
    private let bytes: [UInt8]
    private let starts: [Int]
    /// The field's index in each slot, -1 where there is none.
    private let slots: [Int16]
    private let mask: Int

    init(_ names: [String]) {
        bytes = names.flatMap(\.utf8)
        starts = names.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.utf8.count) }
        var capacity = 8
        while capacity < 2 * names.count { capacity *= 2 }
        mask = capacity - 1
        var slots = [Int16](repeating: -1, count: capacity)
        for (index, name) in names.enumerated() {
            var name = name
            var slot = name.withUTF8 { utf8 in unsafe Self.hash(utf8) } & (capacity - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Int16(index)
        }
        self.slots = slots
    }

    func index(of name: String) -> Int? {
        var name = name
        return name.withUTF8 { utf8 in unsafe index(of: utf8) }
    }

    func index(of key: UnsafeBufferPointer<UInt8>) -> Int? {
        var slot = unsafe Self.hash(key) & mask
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if unsafe matches(index, key) { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func matches(_ index: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = starts[index]
        guard starts[index + 1] - start == key.count else { return false }
        for position in 0..<key.count where unsafe bytes[start + position] != key[position] {
            return false
        }
        return true
    }

    private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = unsafe key.first, let last = unsafe key.last else { return 0 }
        let middle = unsafe key[key.count / 2]
        return Int(first) &* 31 &+ Int(last) &* 7 &+ Int(middle) &* 3 &+ key.count
    }
}
