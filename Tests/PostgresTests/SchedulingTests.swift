import Testing

@testable import Postgres

@Suite("Scheduling, without sockets")
struct SchedulingTests {
    private typealias State = PipelineState<Int, String>

    private func finished(_ action: State.Action) -> (Int, String?)? {
        guard case .finish(let request, let outcome) = action else { return nil }
        return (request, try? outcome.get())
    }

    @Test("an answer is final only at its synchronisation point")
    func synchronisation() {
        var state = State()
        state.sent(1, of: "s1", isPreparing: true)
        state.sent(2, of: "s1", isPreparing: false)
        for event in [State.Event.success("prepared"), .end, .success("one"), .end] {
            #expect(finished(state.received(event)) == nil)
        }
        #expect(finished(state.received(.synchronised))! == (1, "one"))
        _ = state.received(.success("two"))
        #expect(finished(state.received(.synchronised))! == (2, "two"))
        #expect(state.isEmpty)
    }

    @Test("a failure after an answer makes the whole request fail")
    func lateFailure() {
        var state = State()
        state.sent(1, of: "s1", isPreparing: false)
        _ = state.received(.success("one"))
        _ = state.received(.failure(.closed))
        #expect(finished(state.received(.synchronised))! == (1, nil))
    }

    @Test("a failed preparation makes the execution void, and its statement is forgotten")
    func failedPreparation() {
        var state = State()
        state.sent(1, of: "s1", isPreparing: true)
        guard case .forget("s1") = state.received(.failure(.closed)) else {
            Issue.record("not forgotten")
            return
        }
        for event in [State.Event.end, .aborted, .end] {
            #expect(finished(state.received(event)) == nil)
        }
        #expect(finished(state.received(.synchronised))! == (1, nil))
    }

    @Test("those that were sent behind a failed preparation of their statement fail by its cause")
    func absentStatement() {
        var state = PipelineState<Int, Never>()
        state.sent(1, of: "s1", isPreparing: true)
        for (request, statement) in [(2, "s1"), (3, "s2"), (4, "s1")] {
            state.sent(request, of: statement, isPreparing: false)
        }
        let codes = [PostgresError.closed, .cancelled, .cancelled, .cancelled].map { error in
            _ = state.received(.failure(error))
            guard case .finish(_, .failure(let told)) = state.received(.synchronised) else {
                return PostgresError.Code?.none
            }
            return told.code
        }
        #expect(codes == [.closed, .closed, .cancelled, .closed])
    }

    @Test("an answer to nobody is a violation of the protocol")
    func unasked() {
        var state = State()
        guard case .violation = state.received(.success("?")) else {
            Issue.record("not noticed")
            return
        }
    }

    @Test("the wait between attempts doubles up to its limit, with jitter")
    func backoff() {
        var backoff = Backoff()
        let longest = (0..<10).map { _ in backoff.afterFailure(random: 1) }
        #expect(longest.first == .milliseconds(50))
        #expect(longest[1] == .milliseconds(100))
        #expect(longest.last == .seconds(1))
        backoff.reset()
        #expect(backoff.afterFailure(random: 0) == .milliseconds(25))
    }

    @Test("the least recently used statement goes first, and types are part of a statement")
    func statementCache() {
        var cache = StatementCache(capacity: 2)
        #expect(cache.decide(for: "a") == .prepare("s1", dropping: nil))
        #expect(cache.decide(for: "b") == .prepare("s2", dropping: nil))
        #expect(cache.decide(for: "a") == .use("s1"))
        #expect(cache.decide(for: "c") == .prepare("s3", dropping: "s2"))
        #expect(cache.decide(for: "a") == .use("s1"))
        #expect(cache.decide(for: "\(Int32(1))") == .prepare("s4", dropping: "s3"))
        #expect(cache.decide(for: "\(Int64(1))") == .prepare("s5", dropping: "s4"))
    }

    @Test("a statement that comes again and again stays, one that is forgotten is prepared anew")
    func latestStatement() {
        var cache = StatementCache(capacity: 2)
        _ = cache.decide(for: "b")
        for name in [StatementCache.Decision.prepare("s2", dropping: nil), .use("s2"), .use("s2")] {
            #expect(cache.decide(for: "a") == name)
        }
        #expect(cache.decide(for: "c") == .prepare("s3", dropping: "s1"))
        #expect(cache.decide(for: "a") == .use("s2"))
        #expect(cache.forget("a") == "s2")
        #expect(cache.decide(for: "a") == .prepare("s4", dropping: nil))
    }

    @Test("the oldest of a queue is changed in its place")
    func changedInPlace() {
        var queue = FIFO<[Int]>()
        queue.append([1])
        queue.append([2])
        queue.changeFirst { $0.append(10) }
        #expect(queue.removeFirst() == [1, 10])
        #expect(queue.removeFirst() == [2])
        #expect(queue.isEmpty)
    }

    @Test("a queue keeps its order through thousands of appends and removals")
    func queue() {
        var queue = FIFO<Int>()
        var next = 0
        for number in 0..<10_000 {
            queue.append(number)
            if number % 3 != 0 {
                #expect(queue.removeFirst() == next)
                next += 1
            }
        }
        queue.removeAll { $0 % 2 == 0 }
        #expect(queue.removeFirst() % 2 == 1)
    }

    @Test("requests give up in the order in which they came")
    func waitingLine() {
        var line = WaitingLine<Int>(patience: .seconds(1))
        let start = ContinuousClock.now
        line.append(1, now: start)
        line.append(2, now: start + .milliseconds(500))
        #expect(line.removeExpired(now: start + .milliseconds(999)) == [])
        #expect(line.removeExpired(now: start + .seconds(1)) == [1])
        #expect(line.count == 1)
    }

    @Test(
        "statements go to the connections that have least",
        arguments: [
            (3, [9, 0, 0, 0], 1), (4, [0, 0], 2), (5, [0, 0], 3), (1, [5, 5], 6), (2, [5, 5], 6),
            (6, [4, 0, 9], 5), (0, [3, 1], 1), (7, [], 0),
        ])
    func share(waiting: Int, loads: [Int], expected: Int) {
        #expect(EqualShare.of(waiting, over: loads) == expected)
    }
}
