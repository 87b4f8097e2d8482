import Glibc

/// A lock that only one process holds at a time; the system frees it when the process ends.
enum FolderLock {
    /// Does something while the lock is held, after waiting until it is free.
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.busy` when that takes too long.
    static func holding<R>(
        _ path: String, until deadline: Deadline, _ body: () throws(EmbeddedPostgresError) -> R
    ) throws(EmbeddedPostgresError) -> R {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("cannot open", path, errno: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw .system("cannot lock", path, errno: errno)
            }
            try deadline.check()
            FileSystem.pause(milliseconds: 20)
        }
        return try body()
    }
}
