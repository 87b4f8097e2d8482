import Testing

@testable import Intake

@Suite struct RetryPaceTests {
    @Test func `waits twice as long after each try that was in vain, five seconds at most`() {
        var pace = RetryPace()
        var now = ContinuousClock.now
        #expect(pace.isDue(at: now))
        for expected in [0.5, 1, 2, 4, 5, 5] {
            pace.note(isDone: false, at: now)
            #expect(!pace.isDue(at: now + .seconds(expected - 0.01)))
            now += .seconds(expected)
            #expect(pace.isDue(at: now))
        }
    }

    @Test func `begins anew when all is done`() {
        var pace = RetryPace()
        let now = ContinuousClock.now
        for _ in 0..<9 { pace.note(isDone: false, at: now) }
        pace.note(isDone: true, at: now)
        #expect(pace.isDue(at: now))
        pace.note(isDone: false, at: now)
        #expect(pace.isDue(at: now + .milliseconds(500)))
    }
}
