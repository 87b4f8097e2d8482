@testable import LeadStore
import Postgres
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

    private func read(
        _ transaction: UInt64, at second: Int64, connectedAt: Int64 = 0, startedAt: Int64 = 0
    ) -> ChangePosition {
        ChangePosition(
            transaction: transaction, unbegun: transaction, underWay: [],
            run: ServerRun(
                startedAt: PostgresTimestamp(microseconds: startedAt * 1_000_000),
                connectedAt: PostgresTimestamp(microseconds: connectedAt * 1_000_000),
                readAt: PostgresTimestamp(microseconds: second * 1_000_000)))
    }

    /// Readings every ten seconds, each of which had seen ten transactions more than the one before.
    private func followed(turns: UInt64 = 10) -> ChangePosition {
        var position = read(100, at: 10)
        for turn in 1...turns {
            position = read(100 + 10 * turn, at: 10 + 10 * Int64(turn)).following(position)
        }
        return position
    }

    @Test func `a server that goes on is read from where the last reading ended`() {
        let next = read(210, at: 120, connectedAt: 110)
        #expect(next.start(after: followed(), besides: []).unbegun == 200)
        #expect(next.start(after: followed(), besides: [200, 201]).unbegun == 202)
        #expect(next.start(after: ChangePosition(transaction: 90), besides: []).unbegun == 90)
    }

    @Test(arguments: [(0, 111), (1, 0)])
    func `a server that may have crashed is read from what had been seen a minute before`(
        startedAt: Int64, connectedAt: Int64
    ) {
        let next = read(195, at: 120, connectedAt: connectedAt, startedAt: startedAt)
        let start = next.start(after: followed(), besides: [195])
        #expect(start.unbegun == 100 && start.underWay.isEmpty)
        let later = next.following(followed())
        let after = read(300, at: 130, connectedAt: connectedAt, startedAt: startedAt)
        #expect(after.start(after: later, besides: []).unbegun == 195)
        let crashed = read(300, at: 140, connectedAt: 135, startedAt: startedAt)
        #expect(crashed.start(after: after.following(later), besides: []).unbegun == 100)
    }

    @Test func `what was seen more than a minute ago is not read again after a crash`() {
        let crashed = read(500, at: 140, connectedAt: 135)
        #expect(crashed.start(after: followed(turns: 11), besides: []).unbegun == 100)
        #expect(crashed.start(after: followed(turns: 12), besides: []).unbegun == 160)
    }
}
