#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Logging
import WebAPI

/// How many files the process may have open; every connection is one.
enum OpenFiles {
    /// What the process needs besides its clients' connections.
    static let ownNeed = 256

    /// Raises the limit as far as the system lets us; tells when that is not far enough for the
    /// connections that the server would take.
    static func raiseLimit(for settings: ServerSettings, _ logger: Logger) {
        var limit = rlimit()
        guard unsafe getrlimit(resource, &limit) == 0 else {
            return logger.warning(
                "The limit of open files can't be read", metadata: ["errno": "\(errno)"])
        }
        let before = limit.rlim_cur
        limit.rlim_cur = limit.rlim_max
        if limit.rlim_cur != before, unsafe setrlimit(resource, &limit) != 0 {
            limit.rlim_cur = before
        }
        if let trouble = trouble(limit: UInt64(limit.rlim_cur), settings.maxConnections) {
            logger.warning("\(trouble)")
        }
    }

    /// What is to be said of a limit that does not allow so many connections; nil when it does.
    static func trouble(limit: UInt64, _ connections: Int) -> String? {
        let needed = connections + ownNeed
        guard limit < UInt64(needed) else { return nil }
        return """
            The system lets this process have \(limit) files open, so it can hold about \
            \(max(0, Int(limit) - ownNeed)) connections instead of \(connections): raise the \
            limit to \(needed) (`ulimit -Hn`, LimitNOFILE= of systemd, --ulimit nofile= of Docker).
            """
    }

    #if canImport(Glibc)
        private static var resource: __rlimit_resource_t {
            __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        }
    #else
        private static var resource: Int32 { RLIMIT_NOFILE }
    #endif
}
