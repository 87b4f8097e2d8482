import Synchronization

/// Where the threads of the program leave commands for the loop, and wake it when it sleeps.
final class Mailbox: Sendable {
    private struct State {
        var queries: [QueryRequest] = []
        var commands: [Command] = []
        var outstanding = 0
        var isSleeping = false
        var isClosing = false
        var isOver = false
        var watchers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let limit: Int
    let bell: WakeUpPipe

    init(limit: Int, bell: WakeUpPipe) {
        self.limit = limit
        self.bell = bell
    }

    /// Leaves a statement, or tells why it cannot be taken.
    func post(query request: QueryRequest) -> PostgresError? {
        let (refusal, mustWake) = state.withLock { state -> (PostgresError?, Bool) in
            guard !state.isClosing else { return (.closed, false) }
            guard state.outstanding < limit else { return (.overloaded(limit: limit), false) }
            state.outstanding += 1
            state.queries.append(request)
            defer { state.isSleeping = false }
            return (nil, state.isSleeping)
        }
        if mustWake { bell.ring() }
        return refusal
    }

    /// Leaves a command; false when the loop has ended or, for new work, is about to end.
    @discardableResult
    func post(_ command: Command, isNewWork: Bool = false) -> Bool {
        let (taken, mustWake) = state.withLock { state -> (Bool, Bool) in
            guard !state.isOver, !(isNewWork && state.isClosing) else { return (false, false) }
            if case .shutdown = command { state.isClosing = true }
            state.commands.append(command)
            defer { state.isSleeping = false }
            return (true, state.isSleeping)
        }
        if mustWake { bell.ring() }
        return taken
    }

    /// Swaps what waits for empty lists, and counts statements that were answered.
    func take(_ queries: inout [QueryRequest], _ commands: inout [Command], answered: Int) {
        state.withLock { state in
            state.outstanding -= answered
            swap(&state.queries, &queries)
            swap(&state.commands, &commands)
        }
    }

    /// Announces that the loop will sleep; false when commands wait.
    func mayLoopSleep() -> Bool {
        state.withLock { state in
            state.isSleeping = state.queries.isEmpty && state.commands.isEmpty
            return state.isSleeping
        }
    }

    /// Refuses all further commands and returns those that came too late.
    func end() -> ([QueryRequest], [Command]) {
        let (queries, commands, watchers) = state.withLock { state in
            state.isOver = true
            state.isClosing = true
            defer {
                state.queries = []
                state.commands = []
                state.watchers = []
            }
            return (state.queries, state.commands, state.watchers)
        }
        for watcher in watchers {
            watcher.resume()
        }
        return (queries, commands)
    }

    /// Waits until the loop has ended.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.watchers.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }
}
