#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Another program in place of this process.
enum ReplacedProcess {
    /// Runs the program; returns only when that fails, with the reason.
    static func failure(_ path: String, _ arguments: [String]) -> CommandError {
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        unsafe execv(path, &words)
        let reason = unsafe String(cString: strerror(errno))
        unsafe words.forEach { unsafe free($0) }
        return CommandError(.unavailable, "'\(path)' could not be started: \(reason).")
    }
}
