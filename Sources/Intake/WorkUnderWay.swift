/// The tasks that do a lane's work, so that all can be cancelled.
struct WorkUnderWay: Sendable {
    /// By number; nil for a task that is just beginning.
    private var tasks: [Int: Task<Void, Never>?] = [:]
    private var begun = 0
    private var isStopped = false

    /// The number of a task that is about to begin.
    mutating func begin() -> Int {
        begun += 1
        tasks[begun] = .some(nil)
        return begun
    }

    /// Notes the task of a number, which may have ended by now; returns whether to cancel it.
    mutating func note(_ task: Task<Void, Never>, of number: Int) -> Bool {
        guard tasks[number] != nil else { return false }
        tasks[number] = task
        return isStopped
    }

    /// The task of a number ends.
    mutating func end(_ number: Int) { tasks[number] = nil }

    /// Those that are to be cancelled now; others are when they are noted.
    mutating func stop() -> [Task<Void, Never>] {
        isStopped = true
        return tasks.values.compactMap(\.self)
    }
}
