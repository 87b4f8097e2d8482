import Console
import Glibc

/// Keeps a second import of the same file away while one runs.
///
/// The lock is the system's (flock(2)) on the file itself, so that it ends with the process.
struct ImportLock {
    private let descriptor: Int32

    /// Takes the lock; nil for standard input, and where the file system has no locks.
    ///
    /// - Throws: `CommandError` when another import has it.
    init?(file: String) throws(CommandError) {
        guard file != "-" else { return nil }
        let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else {
            self.descriptor = descriptor
            return
        }
        let isTaken = errno == EWOULDBLOCK
        close(descriptor)
        guard isTaken else { return nil }
        throw CommandError(
            .unavailable,
            "Another import of '\(file)' is running: wait for it, or stop it and start again; "
                + "no row is stored twice.")
    }

    func release() { close(descriptor) }
}
