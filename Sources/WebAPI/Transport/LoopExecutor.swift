import NIOCore
import Synchronization

/// Runs Swift tasks on the thread of one event loop.
///
/// Jobs that arrive while the loop is busy are run together: one wake-up serves them all.
@safe final class LoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop
    private let waiting = Mutex<[UnownedJob]>([])
    /// Whether a job that arrives on the loop's thread is run by `runNow`; for that thread alone.
    nonisolated(unsafe) private var runsNow = false
    nonisolated(unsafe) private var job: UnownedJob?

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if eventLoop.inEventLoop, unsafe runsNow, unsafe self.job == nil {
            unsafe self.job = job
            return
        }
        let isFirst = waiting.withLock { jobs in
            jobs.append(job)
            return jobs.count == 1
        }
        guard isFirst else { return }
        eventLoop.execute { self.runWaiting() }
    }

    /// Calls `resume`, which resumes a task of this executor, and runs that task at once.
    ///
    /// On the loop's thread only.
    func runNow(_ resume: () -> Void) {
        unsafe runsNow = true
        resume()
        unsafe runsNow = false
        guard let job = unsafe job else { return }
        unsafe self.job = nil
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }

    private func runWaiting() {
        var jobs: [UnownedJob] = []
        waiting.withLock { swap(&$0, &jobs) }
        for job in jobs { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
        // Its memory serves the next jobs, unless some came meanwhile.
        jobs.removeAll(keepingCapacity: true)
        waiting.withLock { if $0.capacity == 0 { swap(&$0, &jobs) } }
    }
}
