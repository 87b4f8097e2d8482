@testable import Intake
import Testing

@Suite struct CountingPlanTests {
    private let start = ContinuousClock.now
    private let quiet = CountingPlan.Knowledge(isCounted: true, isIndexed: true, hasNews: false)

    /// A plan after a count of all, and then of those pending, that took so long each.
    private func plan(took: Duration, isDone: Bool = true) -> CountingPlan {
        var plan = CountingPlan()
        let count = CountingPlan.Count(start: start - took, end: start, isDone: isDone)
        plan.note(.all, count)
        plan.note(.pending, count)
        return plan
    }

    @Test func `at first all are counted`() {
        let plan = CountingPlan()
        for knowledge in [quiet, .init(isCounted: false, isIndexed: false, hasNews: false)] {
            #expect(plan.next(knowledge, now: start) == .all)
        }
    }

    @Test func `a count rests for a multiple of what it took, longer where the index tells more`() {
        let plan = plan(took: .milliseconds(100))
        var news = quiet
        news.hasNews = true
        var without = quiet
        without.isIndexed = false
        #expect(plan.next(quiet, now: start + .seconds(9)) == nil)
        for knowledge in [news, without] {
            #expect(plan.next(knowledge, now: start + .seconds(9)) == nil)
            #expect(plan.next(knowledge, now: start + .seconds(10)) == .all)
        }
        #expect(plan.next(quiet, now: start + .seconds(10)) == .pending)
        #expect(plan.next(quiet, now: start + .seconds(99)) == .pending)
        #expect(plan.next(quiet, now: start + .seconds(100)) == .all)
    }

    @Test
    func `a count that failed at first rests as long as it took, and nothing else is counted`() {
        let plan = plan(took: .seconds(30), isDone: false)
        let knowledge = CountingPlan.Knowledge(isCounted: false, isIndexed: true, hasNews: true)
        #expect(plan.next(knowledge, now: start + .seconds(29)) == nil)
        #expect(plan.next(knowledge, now: start + .seconds(30)) == .all)
    }

    @Test func `a count that failed is tried again soon`() {
        let plan = plan(took: .seconds(10), isDone: false)
        #expect(plan.next(quiet, now: start + .seconds(99)) == nil)
        #expect(plan.next(quiet, now: start + .seconds(100)) == .all)
    }

    @Test func `no rest is longer than a quarter of an hour`() {
        let plan = plan(took: .seconds(30))
        #expect(plan.next(quiet, now: start + .seconds(899)) == nil)
        #expect(plan.next(quiet, now: start + .seconds(900)) == .all)
    }
}
