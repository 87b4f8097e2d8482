#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Where results go.
public enum StandardOutput {
    /// Writes a text as it is.
    ///
    /// - Parameter text: any text, with its own line end.
    /// - Returns: false when nobody reads any more (a closed pipe); the command should end then.
    @discardableResult public static func write(_ text: String) -> Bool {
        DescriptorWriter.write(text, to: STDOUT_FILENO)
    }
}
