import Synchronization

/// Wakes everyone who waits, again and again, from a thread of its own.
final class Batch: Sendable {
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

    func wait() async {
        await withCheckedContinuation { continuation in
            waiting.withLock { $0.append(continuation) }
        }
    }

    func run() async throws {
        while true {
            try await Task.sleep(for: .microseconds(500))
            let all = waiting.withLock { waiting in
                defer { waiting = [] }
                return waiting
            }
            for continuation in all { continuation.resume() }
        }
    }
}
