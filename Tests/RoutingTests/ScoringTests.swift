import Leads
import Routing
import Testing

@Suite struct ScoringTests {
    private func neighbour(_ similarity: Float, _ outcome: Outcome) -> LabelledNeighbour {
        LabelledNeighbour(id: .make(), similarity: similarity, outcome: outcome)
    }

    @Test func `without a known outcome there is no score, and it is said why`() {
        let basis = Scoring.score([], baseRate: nil, labelled: 0)
        #expect(basis.value == nil)
        #expect(basis.absence == .noOutcomes)
    }

    @Test func `the share of won is drawn towards the base rate`() throws {
        let won = [neighbour(0.8, .won), neighbour(0.8, .won), neighbour(0.8, .lost)]
        let value = try #require(Scoring.score(won, baseRate: 0.2, labelled: 10).value)
        // (3 · 2/3 + 2 · 0.2) / (3 + 2)
        #expect(abs(value - 0.48) < 1e-6)
    }

    @Test func `nearer leads weigh more`() throws {
        let near = [neighbour(0.9, .won), neighbour(0.1, .lost)]
        let far = [neighbour(0.9, .lost), neighbour(0.1, .won)]
        let nearWon = try #require(Scoring.score(near, baseRate: 0.5, labelled: 2).value)
        let nearLost = try #require(Scoring.score(far, baseRate: 0.5, labelled: 2).value)
        #expect(nearWon > 0.6)
        #expect(nearLost < 0.4)
    }

    @Test func `leads that point the other way do not vote`() throws {
        let basis = Scoring.score(
            [neighbour(-0.5, .lost), neighbour(-0.9, .disqualified)], baseRate: 0.3, labelled: 2)
        #expect(abs(try #require(basis.value) - 0.3) < 1e-6)
    }
}
