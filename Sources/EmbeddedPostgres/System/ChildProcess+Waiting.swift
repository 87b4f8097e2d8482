import Dispatch
import Glibc

extension ChildProcess {
    /// How a program ended.
    enum Outcome: Equatable {
        case exited(Int32)
        case signalled(Int32)

        init(status: Int32) {
            let signal = status & 0x7f
            self = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
        }

        /// For people: "ended with exit code 1".
        var text: String {
            switch self {
            case .exited(let code): "ended with exit code \(code)"
            case .signalled(let number): "was ended by signal \(number)"
            }
        }
    }

    /// How it ended; nil while it runs.
    func outcomeIfEnded() -> Outcome? {
        var status: Int32 = 0
        let answer = unsafe waitpid(id, &status, WNOHANG)
        if answer == id { return Outcome(status: status) }
        // Somebody else has waited for it: it is gone, how is unknown.
        return answer < 0 && errno == ECHILD ? .exited(-1) : nil
    }

    /// Waits until it ends, and kills it when that takes too long or is no longer wanted.
    func wait(until deadline: Deadline) throws(EmbeddedPostgresError) -> Outcome {
        while true {
            if let outcome = outcomeIfEnded() { return outcome }
            do {
                try deadline.check()
            } catch {
                killAll()
                throw error
            }
            FileSystem.pause(milliseconds: 5)
        }
    }

    /// Kills it and what it started, all of which is in its session, and waits for their end.
    private func killAll() {
        kill(-id, SIGKILL)
        reap()
        for _ in 0..<200 where kill(-id, 0) == 0 { FileSystem.pause(milliseconds: 10) }
    }

    /// Takes its exit status once it ends, whenever that is, so that no zombie stays.
    func reap() {
        DispatchQueue(label: "leadline.postgres.reaper").async { [id] in
            var status: Int32 = 0
            while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
        }
    }

    /// A pipe that already holds all there is to read.
    static func inputPipe(_ text: String) throws(EmbeddedPostgresError) -> Int32 {
        guard text.utf8.count <= 4_096 else {
            throw EmbeddedPostgresError(.system, "Too much input for a program.")
        }
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw .system("cannot make", "a pipe", errno: errno)
        }
        defer { close(ends[1]) }
        do {
            try FileSystem.writeAll(Array(text.utf8), to: ends[1], path: "a pipe")
        } catch {
            close(ends[0])
            throw error
        }
        return ends[0]
    }

    /// Lends strings as C wants them, with a null pointer at the end.
    static func withCStrings<R>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
    ) -> R {
        var pointers = unsafe strings.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe body(pointers)
    }
}
