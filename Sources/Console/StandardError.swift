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
        DescriptorWriter.write(text, to: STDERR_FILENO)
    }
}
