/// The one thread that talks to libpq: it waits for readiness and moves bytes; nothing here blocks.
///
/// All its state is created, used and freed on its thread; the outside reaches it by the mailbox.
final class Loop {
    enum Slot {
        case connecting
        case resting(until: ContinuousClock.Instant)
        case open(PipelinedConnection)
    }

    /// How many statements make it worth letting other threads run first; fewer are not held up.
    private static let crowd = 16

    let configuration: PostgresConfiguration
    let mailbox: Mailbox
    var slots: [Slot]
    var backoffs: [Backoff]
    var waiting: WaitingLine<QueryRequest>
    var sessions: [Int: Session] = [:]
    var idleSessions: [Int] = []
    var nextSession = 1
    var connectingSessions = 0
    var sessionsRestUntil: ContinuousClock.Instant?
    var sessionBackoff = Backoff()
    var waitingLeases: WaitingLine<LeaseRequest>
    var lastFailure: PostgresError?
    var settled: [QueryRequest] = []
    var answered = 0
    var now = ContinuousClock.now
    private var closingSince: ContinuousClock.Instant?

    init(_ configuration: PostgresConfiguration, _ mailbox: Mailbox) {
        self.configuration = configuration
        self.mailbox = mailbox
        slots = Array(repeating: .resting(until: .now), count: configuration.pipelinedConnections)
        backoffs = Array(repeating: Backoff(), count: configuration.pipelinedConnections)
        waiting = WaitingLine(patience: configuration.queueTimeout)
        waitingLeases = WaitingLine(patience: configuration.queueTimeout)
    }

    /// Works until it is told to shut down.
    func run() {
        var queries: [QueryRequest] = []
        var commands: [Command] = []
        var poller = Poller()
        while true {
            mailbox.take(&queries, &commands, answered: answered)
            answered = 0
            now = .now
            for request in queries { enqueue(request) }
            queries.removeAll(keepingCapacity: true)
            for command in commands { handle(command) }
            commands.removeAll(keepingCapacity: true)
            expire()
            connectSlots()
            dispatchQueries()
            dispatchLeases()
            deliverAnswers()
            if isOver { break }
            // Answers of a crowd gather before they are read, instead of waking the loop one by one.
            if underWay >= Self.crowd { Poller.letOthersRun() }
            fill(&poller)
            let maySleep = !holdsAnswers && mailbox.mayLoopSleep()
            poller.wait(timeout: maySleep ? sleepLimit : .zero)
            now = .now
            serve(poller)
            deliverAnswers()
            // A crowd that has its answers asks again at once: its statements leave together.
            if underWay + answered >= Self.crowd { Poller.letOthersRun() }
        }
        end()
    }

    private func handle(_ command: Command) {
        switch command {
        case .queryCancelled(let request): cancelQuery(request)
        case .lease(let request):
            if request.mark.isSet {
                request.answer(.failure(.cancelled))
            } else {
                waitingLeases.append(request, now: now)
            }
        case .leaseCancelled(let mark): cancelLease(mark)
        case .session(let id, let request): begin(request, on: id)
        case .sessionCancelled(let id, let mark): cancelSession(id, mark)
        case .retire(let id): sessions[id]?.isRetired = true
        case .release(let id): release(id)
        case .slotConnected(let index, let outcome): slotConnected(index, outcome)
        case .sessionConnected(let outcome): sessionConnected(outcome)
        case .shutdown: closingSince = closingSince ?? now
        }
    }

    private var isOver: Bool {
        guard let closingSince else { return false }
        if now - closingSince >= configuration.shutdownTimeout { return true }
        let isWorking = slots.contains {
            if case .open(let connection) = $0 { connection.underWay > 0 } else { false }
        }
        return !isWorking && waiting.isEmpty && waitingLeases.isEmpty
            && sessions.values.allSatisfy { $0.request == nil }
    }

    /// Tells everybody who still waits that nothing will come.
    private func end() {
        for request in waiting.removeAll() { request.answer(.failure(.closed)) }
        for request in waitingLeases.removeAll() { request.answer(.failure(.closed)) }
        for case .open(let connection) in slots {
            for request in connection.removeAll() {
                request.answer(
                    .failure(.connectionLost("the client was shut down", mayHaveExecuted: true)))
            }
        }
        for session in sessions.values { session.abandon(.closed) }
        let (queries, commands) = mailbox.end()
        for request in queries { request.answer(.failure(.closed)) }
        for command in commands {
            switch command {
            case .lease(let request): request.answer(.failure(.closed))
            case .session(_, let request): request.answer(.failure(.closed))
            default: break
            }
        }
    }

    /// How long it may sleep before something falls due.
    private var sleepLimit: Duration? {
        var due = [waiting.nextDeadline, waitingLeases.nextDeadline, sessionsRestUntil]
        for slot in slots {
            switch slot {
            case .resting(let until): due.append(until)
            case .open(let connection) where connection.underWay > 0:
                due.append(limit(of: connection))
            case .connecting, .open: break
            }
        }
        if let closingSince { due.append(closingSince + configuration.shutdownTimeout) }
        return due.compactMap(\.self).min().map { max(.zero, $0 - now) }
    }
}
