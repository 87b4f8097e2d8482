@testable import LeadStore
import Testing

/// Behind which transactions a reading of the feed begins.
@Suite struct ChangePositionTests {
    /// 100 and 103 were under way, 106 had not begun.
    private let position = ChangePosition(
        transaction: 100, unbegun: 106, underWay: ["100", "103"])

    private func at(_ unbegun: UInt64, _ underWay: [UInt64]) -> ChangePosition {
        ChangePosition(transaction: 100, unbegun: unbegun, underWay: underWay.map(String.init))
    }

    @Test func `nothing known passes nothing`() {
        #expect(position.passing([]) == position)
    }

    @Test func `those that came later are passed, others between them are named`() {
        #expect(position.passing([106, 107, 108]) == at(109, [100, 103]))
        #expect(position.passing([107, 110]) == at(111, [100, 103, 106, 108, 109]))
    }

    @Test func `those that were under way are passed, others that were are not`() {
        #expect(position.passing([103]) == at(106, [100]))
        #expect(position.passing([100, 103, 106]) == at(107, []))
    }

    @Test func `those that were seen before change nothing`() {
        #expect(position.passing([90, 101, 105]) == position)
    }

    @Test func `more others than can be named are read as before`() {
        #expect(position.passing([106 + 1000]) == at(1107, [100, 103] + Array(106...1105)))
        #expect(position.passing([106 + 1001]) == position)
        #expect(position.passing([106, 106 + 1001]) == at(1108, [100, 103] + Array(107...1106)))
    }

    @Test func `a server has seen what ended before, not what was under way or came later`() {
        #expect(position.hasSeen([]))
        #expect(position.hasSeen([90, 101, 105]))
        #expect(!position.hasSeen([105, 106]))
        #expect(!position.hasSeen([103, 105]))
    }
}
