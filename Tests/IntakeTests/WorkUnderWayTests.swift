@testable import Intake
import Testing

@Suite struct WorkUnderWayTests {
    @Test func `a task that is noted late is kept only if it has not ended, and is stopped`() {
        var work = WorkUnderWay()
        let numbers = [work.begin(), work.begin(), work.begin()]
        let tasks = numbers.map { _ in Task {} }
        let mustStop = work.note(tasks[0], of: numbers[0])
        work.end(numbers[1])
        _ = work.note(tasks[1], of: numbers[1])
        let stopped = work.stop()
        #expect(!mustStop && stopped == [tasks[0]])
        let mustStopToo = work.note(tasks[2], of: numbers[2])
        #expect(mustStopToo)
    }
}
