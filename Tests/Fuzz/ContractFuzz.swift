import Glibc
import SampleContracts
import Schema

/// Feeds mutated JSON to every way of reading: `contract-fuzz [--seconds N] [--seed N]`.
///
/// It ends with 0 after the time is over. A crash ends it with a signal; a body that takes longer
/// than a second, or a failure without issues, ends it with 1 and prints the body. The same seed
/// gives the same bodies.
@main
struct ContractFuzz {
    static func main() {
        let seconds = option("--seconds") ?? 20
        let seed = UInt64(option("--seed") ?? 1)
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var mutator = BodyMutator(seed: seed)
        var count = 0
        var accepted = 0
        while clock.now < end {
            let body = mutator.next()
            let start = processorTime()
            switch FuzzTarget.run(body) {
            case .accepted: accepted += 1
            case .refused: break
            case .wrong(let problem): fail(problem, body)
            }
            if processorTime() - start > 1 { fail("took longer than a second", body) }
            count += 1
        }
        print("\(count) bodies in \(seconds) s, \(accepted) accepted by a contract, seed \(seed)")
        if accepted == 0 || accepted == count { fail("the bodies are all alike", []) }
    }

    private static func option(_ name: String) -> Int? {
        let arguments = CommandLine.arguments
        guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else {
            return nil
        }
        guard let value = Int(arguments[place + 1]), value >= 0 else {
            fail("\(name) needs a whole number", [])
        }
        return value
    }

    private static func fail(_ problem: String, _ body: [UInt8]) -> Never {
        print("\(problem): \(String(decoding: body, as: UTF8.self))")
        print("bytes: \(body)")
        exit(1)
    }

    /// Seconds of processor time of this thread: a busy machine must not look like a slow reader.
    private static func processorTime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
