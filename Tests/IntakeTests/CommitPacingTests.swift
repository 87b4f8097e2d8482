@testable import Intake
import Testing

@Suite struct CommitPacingTests {
    private let start = ContinuousClock.now

    /// Begins a commit if it may; returns how many leads it takes.
    private func begin(_ pacing: inout CommitPacing, _ waiting: Int, after delay: Duration = .zero)
        -> Int?
    {
        pacing.note(waiting: waiting)
        let may = pacing.mayBegin(waiting: waiting, now: start + delay)
        return may ? pacing.begin(decided: waiting) : nil
    }

    /// A pacing that has committed the first of a crowd.
    private func pacing(afterCrowdOf crowd: Int, limit: Int = 256) -> CommitPacing {
        var pacing = CommitPacing(limit: limit)
        #expect(begin(&pacing, crowd) == min(limit, (5 * crowd + 1) / 8))
        pacing.end(pacing.committing)
        return pacing
    }

    @Test func `a lead alone waits for nobody`() {
        var pacing = CommitPacing(limit: 256)
        for _ in 0..<5 {
            #expect(begin(&pacing, 1) == 1)
            pacing.end(pacing.committing)
        }
    }

    @Test func `of two, neither waits for the other`() {
        var pacing = CommitPacing(limit: 256)
        #expect(begin(&pacing, 2) == 1)
        pacing.note(waiting: 1)
        pacing.end(pacing.committing)
        #expect(begin(&pacing, 1) == 1)
        #expect(!pacing.isWaiting)
    }

    @Test func `one commit is under way at a time`() {
        var pacing = CommitPacing(limit: 256)
        #expect(begin(&pacing, 4) == 2)
        #expect(begin(&pacing, 2) == nil)
        #expect(!pacing.isWaiting)
        pacing.end(pacing.committing)
        #expect(begin(&pacing, 2) == 2)
    }

    @Test func `a second commit is under way beside the first while a whole batch waits`() {
        var pacing = CommitPacing(limit: 64)
        #expect(!pacing.mayBeginBeside(decided: 64))
        #expect(begin(&pacing, 200) == 64)
        #expect(begin(&pacing, 136) == nil)
        #expect(!pacing.mayBeginBeside(decided: 63))
        #expect(pacing.mayBeginBeside(decided: 136))
        #expect(pacing.begin(decided: 136) == 64)
        #expect(pacing.committing == 128)
        #expect(!pacing.mayBeginBeside(decided: 72))
        pacing.end(64)
        #expect(begin(&pacing, 72) == nil)
        #expect(pacing.mayBeginBeside(decided: 72))
        pacing.end(64)
        #expect(!pacing.mayBeginBeside(decided: 72))
        #expect(begin(&pacing, 72) == 64)
    }

    @Test func `a commit takes five eighths of the crowd, and waits until they are there`() {
        var pacing = pacing(afterCrowdOf: 64)
        #expect(begin(&pacing, 20, after: .milliseconds(1)) == nil)
        #expect(pacing.isWaiting)
        #expect(begin(&pacing, 45, after: .milliseconds(2)) == 38)
        #expect(!pacing.isWaiting)
    }

    @Test func `those being committed are of the crowd`() {
        var pacing = CommitPacing(limit: 256)
        #expect(begin(&pacing, 10) == 6)
        pacing.note(waiting: 25)
        #expect(pacing.crowd == 31)
    }

    @Test func `nobody waits any more when those who did are gone`() {
        var pacing = pacing(afterCrowdOf: 64)
        #expect(begin(&pacing, 1) == nil)
        #expect(pacing.isWaiting)
        #expect(begin(&pacing, 0, after: .milliseconds(1)) == nil)
        #expect(!pacing.isWaiting)
        #expect(begin(&pacing, 1, after: .milliseconds(3)) == nil)
    }

    @Test(arguments: 1...10)
    func `whoever waits in vain is committed when patience ends, and the crowd forgotten`(
        left: Int
    ) {
        var pacing = pacing(afterCrowdOf: 100)
        #expect(begin(&pacing, 1, after: .milliseconds(10)) == nil)
        #expect(begin(&pacing, left, after: .milliseconds(12)) == nil)
        #expect(begin(&pacing, left, after: .milliseconds(13)) == left)
        pacing.end(pacing.committing)
        #expect(begin(&pacing, left, after: .milliseconds(14)) == left)
    }

    @Test(arguments: [(200, 50), (31, 2)])
    func `a crowd that does not come again is forgotten commit by commit`(crowd: Int, left: Int) {
        var pacing = pacing(afterCrowdOf: crowd)
        var commits = 0
        while pacing.worth > left, commits < 1000 {
            #expect(begin(&pacing, pacing.worth) != nil)
            pacing.end(pacing.committing)
            commits += 1
        }
        #expect((10..<100).contains(commits))
    }

    @Test func `no commit is larger than its limit, whatever the crowd`() {
        var pacing = pacing(afterCrowdOf: 1000, limit: 64)
        #expect(pacing.worth == 64)
        #expect(begin(&pacing, 63) == nil)
    }
}
