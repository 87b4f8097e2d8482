/// Requests that wait for a connection, each until a deadline; all wait equally long.
struct WaitingLine<Request> {
    private var line = FIFO<(request: Request, deadline: ContinuousClock.Instant)>()
    private let patience: Duration

    init(patience: Duration) {
        self.patience = patience
    }

    var count: Int { line.count }
    var isEmpty: Bool { line.isEmpty }

    /// When the oldest request gives up.
    var nextDeadline: ContinuousClock.Instant? { line.isEmpty ? nil : line.first.deadline }

    mutating func append(_ request: Request, now: ContinuousClock.Instant) {
        line.append((request, now + patience))
    }

    mutating func removeFirst() -> Request? {
        line.isEmpty ? nil : line.removeFirst().request
    }

    /// Takes out the requests whose patience has ended.
    mutating func removeExpired(now: ContinuousClock.Instant) -> [Request] {
        var expired: [Request] = []
        while !line.isEmpty, line.first.deadline <= now {
            expired.append(line.removeFirst().request)
        }
        return expired
    }

    /// Takes out the requests that the closure picks.
    mutating func removeAll(where isPicked: (Request) -> Bool) {
        line.removeAll { isPicked($0.request) }
    }

    mutating func removeAll() -> [Request] {
        var all: [Request] = []
        while let request = removeFirst() {
            all.append(request)
        }
        return all
    }
}
