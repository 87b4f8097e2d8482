import Glibc
import Synchronization

/// Where the server of the tests stands and what becomes of it.
enum TestFolder {
    /// Short and open to the user that the server runs as under root.
    static let path = "/tmp/leadline-test-database-\(getpid())"
    private static let server = Atomic<Int32>(0)

    /// The tools: LEADLINE_TOOLS_DIR, else `.leadline/tools` above this file.
    static var tools: String {
        if let setting = unsafe getenv("LEADLINE_TOOLS_DIR") {
            return unsafe String(cString: setting)
        }
        var parts = #filePath.split(separator: "/").dropLast()
        while !parts.isEmpty {
            let tools = "/" + parts.joined(separator: "/") + "/.leadline/tools"
            if unsafe access(tools, F_OK) == 0 { return tools }
            parts = parts.dropLast()
        }
        return ".leadline/tools"
    }

    /// Ends the server and removes its data when this process ends: they are worth nothing then.
    static func removeAtExit(_ id: Int32) {
        server.store(id, ordering: .releasing)
        atexit { TestFolder.remove() }
    }

    private static func remove() {
        let id = server.load(ordering: .acquiring)
        kill(id, SIGQUIT)
        for _ in 0..<200 where kill(id, 0) == 0 { usleep(10_000) }
        _ = unsafe system("rm -rf '\(path)'")
    }
}
