/// Finds a field by its key's bytes; open addressing over a table at least twice as large.
struct KeyTable: Sendable {
    private let keys: [[UInt8]]
    /// The field's index in each slot, -1 where there is none.
    private let slots: [Int16]
    private let mask: Int

    init(_ names: [String]) {
        keys = names.map { Array($0.utf8) }
        var capacity = 8
        while capacity < 2 * names.count { capacity *= 2 }
        mask = capacity - 1
        var slots = [Int16](repeating: -1, count: capacity)
        for (index, key) in keys.enumerated() {
            var slot = unsafe key.withUnsafeBufferPointer { unsafe Self.hash($0) } & (capacity - 1)
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
            if unsafe matches(keys[index], key) { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func matches(_ known: [UInt8], _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        guard known.count == key.count else { return false }
        for position in 0..<key.count where unsafe known[position] != key[position] {
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
