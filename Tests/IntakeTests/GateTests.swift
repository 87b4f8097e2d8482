import Synchronization
import Testing

@testable import Intake

@Suite struct GateTests {
    /// Counts who is inside.
    private final class Tally: Sendable {
        private let counts = Mutex((inside: 0, most: 0, passed: 0))

        func enter() {
            counts.withLock { counts in
                counts.inside += 1
                counts.most = max(counts.most, counts.inside)
            }
        }

        func leave() {
            counts.withLock { counts in
                counts.inside -= 1
                counts.passed += 1
            }
        }

        var result: (most: Int, passed: Int) { counts.withLock { ($0.most, $0.passed) } }
    }

    @Test func `one at a time passes, and everybody does`() async {
        let gate = Gate()
        let tally = Tally()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    await gate.enter()
                    tally.enter()
                    await Task.yield()
                    tally.leave()
                    gate.leave()
                }
            }
        }
        #expect(tally.result.most == 1)
        #expect(tally.result.passed == 200)
    }
}
