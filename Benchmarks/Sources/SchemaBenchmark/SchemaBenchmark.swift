import Schema
import Glibc

/// Measures the contract on the bodies of `bodies/`: `SchemaBenchmark FOLDER [ROUNDS]`.
///
/// It prints one JSON line for each body: nanoseconds of processor time for decoding it, and for
/// writing the value or the issues.
@main
struct SchemaBenchmark {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else {
            print("usage: SchemaBenchmark FOLDER [ROUNDS]")
            exit(64)
        }
        let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 200_000 : 200_000
        for name in ["valid", "three-errors", "minimal"] {
            guard let body = contents(of: "\(arguments[1])/\(name).json") else {
                print("cannot read \(arguments[1])/\(name).json")
                exit(66)
            }
            let decode = nanoseconds(rounds) { accepts(body) ? 1 : 0 }
            let answer = nanoseconds(rounds) { answered(body) }
            print(
                "{\"body\":\"\(name)\",\"bytes\":\(body.count),\"accepted\":\(accepts(body)),"
                    + "\"decode_ns\":\(decode),\"decode_and_write_ns\":\(answer)}")
        }
    }

    private static func accepts(_ body: [UInt8]) -> Bool {
        do throws(ValidationFailure) {
            _ = try BenchmarkLead.contract.decode(body)
            return true
        } catch {
            return false
        }
    }

    private static func answered(_ body: [UInt8]) -> Int {
        var writer = JSONWriter(capacity: 2048)
        do throws(ValidationFailure) {
            let lead = try BenchmarkLead.contract.decode(body)
            BenchmarkLead.contract.encode(lead, into: &writer)
        } catch {
            error.encodeFastAPI(into: &writer)
        }
        return writer.bytes.count
    }

    private static func nanoseconds(_ rounds: Int, _ work: () -> Int) -> Int {
        var total = 0
        for _ in 0..<(rounds / 10) { total &+= work() }
        let start = processorTime()
        for _ in 0..<rounds { total &+= work() }
        let end = processorTime()
        precondition(total >= 0)
        return (end - start) / rounds
    }

    private static func processorTime() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func contents(of path: String) -> [UInt8]? {
        guard let file = unsafe fopen(path, "rb") else { return nil }
        defer { unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        return Array(bytes[..<count])
    }
}
