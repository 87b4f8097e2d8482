#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Where messages for people go, so that standard output stays clean for scripts.
public enum StandardError {
    /// Writes a text as it is; what can't be written is lost, since nobody is there to be told.
    ///
    /// - Parameter text: any text, with its own line end.
    public static func write(_ text: String) {
        Stream.write(text, to: STDERR_FILENO)
    }
}

/// Where results go.
public enum StandardOutput {
    /// Writes a text as it is.
    ///
    /// - Parameter text: any text, with its own line end.
    /// - Returns: false when nobody reads any more (a closed pipe); the command should end then.
    @discardableResult public static func write(_ text: String) -> Bool {
        Stream.write(text, to: STDOUT_FILENO)
    }
}

private enum Stream {
    @discardableResult static func write(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let size = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                #if canImport(Darwin)
                    return unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
                #else
                    return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                #endif
            }
            if size < 0, errno == EINTR { continue }
            guard size > 0 else { return false }
            written += size
        }
        return true
    }
}
