/// How important a message must be to be logged.
public enum LogLevel: String, CaseIterable, Sendable {
    /// Every step.
    case trace
    /// What helps to find a fault.
    case debug
    /// What an operator wants to know.
    case info
    /// Something unusual that was expected.
    case notice
    /// Something that may become a fault.
    case warning
    /// Something failed.
    case error
    /// The service can't go on.
    case critical
}
