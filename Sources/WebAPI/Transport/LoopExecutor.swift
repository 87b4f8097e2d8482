import NIOCore
import Synchronization

/// Runs Swift tasks on the thread of one event loop.
///
/// Jobs that arrive while the loop is busy are run together: one wake-up serves them all.
final class LoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop
    private let waiting = Mutex<[UnownedJob]>([])

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = waiting.withLock { jobs in
            jobs.append(job)
            return jobs.count == 1
        }
        guard isFirst else { return }
        eventLoop.execute { self.runWaiting() }
    }

    private func runWaiting() {
        let jobs = waiting.withLock { jobs in
            let taken = jobs
            jobs = []
            return taken
        }
        for job in jobs { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
