import NIOCore

/// What the connections of one event loop share; used on that loop's thread only.
///
/// Sendable for the compiler's sake: closures that run on the loop carry it there.
final class LoopState: @unchecked Sendable {
    let eventLoop: any EventLoop
    let executor: LoopExecutor
    let settings: ServerSettings
    /// The timeouts in ticks, as every request needs them.
    let patience: Patience

    /// An empty buffer that other threads don't share, as they do `ByteBuffer()`.
    let nothing = ByteBufferAllocator().buffer(capacity: 16)

    /// Counts the looks at deadlines; deadlines are given in it.
    private(set) var tick = 0
    /// The `date` header with its line end.
    private(set) var dateLine: [UInt8] = []
    /// Whether the server was told to stop.
    private(set) var isStopping = false
    /// The number of handlers that run.
    var running = 0 { didSet { checkDrained() } }

    private var second = 0
    private(set) var connections: [ObjectIdentifier: Connection] = [:]
    private var drained: [EventLoopPromise<Void>] = []
    private var timer: RepeatedTask?

    init(_ eventLoop: any EventLoop, _ settings: ServerSettings) {
        self.eventLoop = eventLoop
        self.settings = settings
        executor = LoopExecutor(eventLoop)
        patience = Patience(settings)
        refreshDate()
    }

    func start() {
        let interval = TimeAmount(settings.tick)
        timer = eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) {
            [weak self] _ in self?.lookAtDeadlines()
        }
    }

    func add(_ connection: Connection) { connections[ObjectIdentifier(connection)] = connection }

    func remove(_ connection: Connection) {
        connections[ObjectIdentifier(connection)] = nil
        checkDrained()
    }

    /// Lets every connection end after the request that it is busy with.
    func stop() -> EventLoopFuture<Void> {
        isStopping = true
        let promise = eventLoop.makePromise(of: Void.self)
        drained.append(promise)
        for connection in Array(connections.values) { connection.stop() }
        checkDrained()
        return promise.futureResult
    }

    /// Closes every connection, behind an answer to the request that still waits.
    func giveUp() { for connection in Array(connections.values) { connection.giveUp() } }

    /// Closes every connection now.
    func closeAll() { for connection in Array(connections.values) { connection.close() } }

    /// Stops the timer and lets go of whoever waits.
    func end() {
        timer?.cancel()
        for promise in drained { promise.succeed() }
        drained = []
    }

    private func checkDrained() {
        guard isStopping, connections.isEmpty, running == 0 else { return }
        for promise in drained { promise.succeed() }
        drained = []
    }

    private func lookAtDeadlines() {
        tick += 1
        refreshDate()
        for connection in Array(connections.values) where connection.deadline <= tick {
            connection.expire()
        }
    }

    private func refreshDate() {
        let now = HTTPDate.now()
        guard now != second else { return }
        second = now
        dateLine = Array("date: \(HTTPDate.text(now))\r\n".utf8)
    }
}
