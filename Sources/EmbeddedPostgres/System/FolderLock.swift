import Glibc

/// A lock that only one process holds at a time; the system frees it when the process ends.
struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// Waits until the lock is free.
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.busy` when that takes too long.
    init(_ path: String, until deadline: Deadline) throws(EmbeddedPostgresError) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("cannot open", path, errno: errno) }
        self.descriptor = descriptor
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw .system("cannot lock", path, errno: errno)
            }
            try deadline.check()
            FileSystem.pause(milliseconds: 20)
        }
    }

    deinit { close(descriptor) }
}
