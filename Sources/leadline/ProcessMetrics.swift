import Foundation
import Glibc

/// What the system knows of this process, under the names that Prometheus' own clients use.
enum ProcessMetrics {
    /// The figures in Prometheus' text format; one that the system doesn't tell is left out.
    static func text() -> String {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        let seconds = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        return line("process_cpu_seconds_total", "counter", "Processor time used.", seconds)
            + memory() + files()
    }

    /// The second number of `/proc/self/statm` is the pages in memory.
    private static func memory() -> String {
        let path = "/proc/self/statm"
        // Not on every system.
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return "" }
        let bytes = Double(pages * sysconf(Int32(_SC_PAGESIZE)))
        return line("process_resident_memory_bytes", "gauge", "Memory in use.", bytes)
    }

    private static func files() -> String {
        let path = "/proc/self/fd"
        // Not on every system.
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return ""
        }
        return line("process_open_fds", "gauge", "Open files and sockets.", Double(names.count))
    }

    private static func line(
        _ name: String, _ type: String, _ help: String, _ value: Double
    ) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n\(name) \(value)\n"
    }
}
