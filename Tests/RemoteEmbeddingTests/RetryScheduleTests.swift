import Testing

@testable import RemoteEmbedding

@Suite("Retry schedule")
struct RetryScheduleTests {
    @Test("doubles the wait up to the longest, and ends after the last attempt")
    func backOff() {
        var schedule = RetrySchedule(attempts: 5, longestWait: 2)
        let waits = (0..<5).map { _ in schedule.next(after: .noAnswer(isSlow: false), jitter: 0) }
        #expect(
            waits == [
                .retry(seconds: 0.5), .retry(seconds: 1), .retry(seconds: 2), .retry(seconds: 2),
                .fail,
            ])
    }

    @Test("shortens waits by jitter, but never below Retry-After")
    func jitter() {
        var schedule = RetrySchedule(attempts: 9)
        #expect(schedule.next(after: .noAnswer(isSlow: false), jitter: 1) == .retry(seconds: 0.25))
        let limited = RetrySchedule.Outcome.status(429, retryAfter: 7)
        #expect(schedule.next(after: limited, jitter: 1) == .retry(seconds: 7))
    }

    @Test("gives up when Retry-After is longer than anybody should wait")
    func longRetryAfter() {
        var schedule = RetrySchedule(attempts: 9)
        #expect(schedule.next(after: .status(503, retryAfter: 3_600), jitter: 0) == .fail)
    }

    @Test(
        "accepts success and fails on lasting refusals", arguments: [200, 204, 301, 400, 401, 422])
    func statuses(status: Int) {
        var schedule = RetrySchedule(attempts: 9)
        let action = schedule.next(after: .status(status, retryAfter: nil), jitter: 0)
        #expect(action == (status < 300 ? .accept : .fail))
    }
}
