import Similarity
import Testing

@Suite("Top-k selection")
struct TopKTests {
    @Test("keeps what a full sort would put first", arguments: [0, 1, 2, 9, 100, 400])
    func matchesSort(k: Int) {
        var random = SeededRandom(seed: UInt64(k))
        // Few distinct values, so that there are many ties.
        let hits = (0..<300).map {
            Neighbour(row: $0, similarity: Float(Int.random(in: -5...5, using: &random)))
        }
        var top = TopK(k: k)
        for hit in hits.shuffled(using: &random) {
            top.offer(row: hit.row, similarity: hit.similarity)
        }
        let expected = hits.sorted { ($1.similarity, $0.row) < ($0.similarity, $1.row) }
        #expect(top.sorted() == Array(expected.prefix(k)))
    }

    @Test("has no threshold until it is full, then the worst it keeps")
    func threshold() {
        var top = TopK(k: 2)
        top.offer(row: 0, similarity: 1)
        #expect(top.threshold == -.infinity)
        top.offer(row: 1, similarity: 3)
        #expect(top.threshold == 1)
        top.offer(row: 2, similarity: 2)
        #expect(top.threshold == 2)
        #expect(TopK(k: 0).threshold == .infinity)
    }

    @Test("does not keep NaN")
    func notNumbers() {
        var top = TopK(k: 2)
        top.offer(row: 0, similarity: .nan)
        top.offer(row: 1, similarity: -.infinity)
        #expect(top.sorted().map(\.row) == [1])
    }
}
