@testable import LeadStore
import Postgres
import Testing

/// Behind which transactions a reading of the feed begins.
@Suite struct ChangePositionTests {
    /// 100 and 103 were under way, 106 had not begun.
    private let position = SeenTransactions(
        transaction: 100, unbegun: 106, underWay: ["100", "103"])

    private func at(_ unbegun: UInt64, _ underWay: [UInt64]) -> SeenTransactions {
        SeenTransactions(transaction: 100, unbegun: unbegun, underWay: underWay.map(String.init))
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

    /// A reading at so many seconds that had seen all below a transaction.
    private func read(
        _ transaction: UInt64, at second: Int64, connectedAt: Int64? = 0, startedAt: Int64 = 0
    ) -> ChangePosition {
        let moment = { (second: Int64) in PostgresTimestamp(microseconds: second * 1_000_000) }
        return ChangePosition(
            SeenTransactions(
                transaction: transaction - 5, unbegun: transaction,
                underWay: ["\(transaction - 5)"]),
            by: ServerRun(
                startedAt: moment(startedAt), connectedAt: connectedAt.map(moment),
                readAt: moment(second)))
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
        for next in [read(210, at: 120, connectedAt: 110), read(210, at: 120, connectedAt: nil)] {
            #expect(next.start(after: followed(), besides: []) == followed().seen)
            #expect(next.start(after: followed(), besides: [200, 201]).unbegun == 202)
            let kept = ChangePosition(transaction: 90)
            #expect(next.start(after: kept, besides: []).unbegun == 90)
        }
    }

    @Test(arguments: [(0, 111), (1, 0), (1, nil)])
    func `a server that may have crashed is read from what had been seen long before`(
        startedAt: Int64, connectedAt: Int64?
    ) {
        let next = read(210, at: 120, connectedAt: connectedAt, startedAt: startedAt)
        // Settled at 70 s: what had been seen at 40 s; at 100 s: what had been at 70 s.
        #expect(next.start(after: followed(turns: 8), besides: [195]) == read(130, at: 40).seen)
        #expect(next.start(after: followed(turns: 9), besides: [195]) == read(160, at: 70).seen)
    }

    @Test func `connections that are made anew again and again lead no further back each time`() {
        var position = followed()
        for turn: UInt64 in 1...20 {
            let second = 110 + 10 * Int64(turn)
            let next = read(200 + 10 * turn, at: second, connectedAt: second - 1)
            let start = next.start(after: position, besides: [])
            #expect(start.unbegun + 80 >= next.seen.unbegun)
            position = next.following(position)
        }
    }

    @Test func `numbers that went back are settled anew`() {
        let crashed = read(150, at: 120, connectedAt: 115)
        #expect(crashed.start(after: followed(), besides: []).unbegun == 0)
        let later = crashed.following(followed())
        let again = read(170, at: 130, connectedAt: 125)
        #expect(again.start(after: later, besides: []) == crashed.seen)
    }
}
