#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A pipe to oneself: a byte in it ends the sleep of `poll(2)`.
final class WakeUpPipe: Sendable {
    let reader: Int32
    private let writer: Int32

    /// Opens the pipe.
    ///
    /// - Throws: ``PostgresError`` with code `.connectionFailed` when no descriptor is left.
    init() throws(PostgresError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw PostgresError(
                .connectionFailed,
                "cannot open a pipe (errno \(errno)): raise the limit of open files")
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        reader = ends[0]
        writer = ends[1]
    }

    deinit {
        close(reader)
        close(writer)
    }

    func ring() {
        var byte: UInt8 = 1
        // A full pipe is fine: the sleeper wakes up by what is in it.
        _ = unsafe write(writer, &byte, 1)
    }

    func silence() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        unsafe withUnsafeMutableBytes(of: &bytes) { buffer in
            while unsafe read(reader, buffer.baseAddress, buffer.count) == buffer.count {}
        }
    }
}
