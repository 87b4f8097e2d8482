import Similarity
import Testing

@Suite("Row bitmap")
struct RowBitmapTests {
    @Test("behaves as a set of rows does", arguments: [1, 2, 3] as [UInt64])
    func matchesSet(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var (a, b) = (RowBitmap(), RowBitmap(rows: 100))
        var (x, y) = (Set<UInt32>(), Set<UInt32>())
        for _ in 0..<400 {
            let row = UInt32.random(in: 0..<500, using: &random)
            if row % 3 == 0 {
                a.remove(row)
                x.remove(row + 1)
                a.remove(row + 1)
                x.remove(row)
            } else if row % 2 == 0 {
                a.insert(row)
                x.insert(row)
            } else {
                b.insert(row / 2)
                y.insert(row / 2)
            }
        }
        #expect(members(a) == x && a.count == x.count)
        #expect(members(a.with { $0.formIntersection(b) }) == x.intersection(y))
        #expect(members(a.with { $0.formUnion(b) }) == x.union(y))
        #expect(members(b.with { $0.formUnion(a) }) == x.union(y))
        #expect(members(a.with { $0.subtract(b) }) == x.subtracting(y))
    }

    @Test("does not hold rows past its end and equals a longer one with the same rows")
    func ends() {
        var long = RowBitmap(rows: 1000)
        long.insert(3)
        let short = RowBitmap(words: [8])
        #expect(short == long)
        #expect(!short.contains(64) && !short.contains(.max))
        #expect(short != RowBitmap())
    }

    private func members(_ bitmap: RowBitmap) -> Set<UInt32> {
        Set((0..<600).filter { bitmap.contains($0) })
    }
}

extension RowBitmap {
    fileprivate func with(_ change: (inout RowBitmap) -> Void) -> RowBitmap {
        var copy = self
        change(&copy)
        return copy
    }
}
