/// More searches wait for the index than it takes on.
public struct SearchOverload: Error, Sendable, CustomStringConvertible {
    /// The kind of refusal, stable over releases.
    public let code = "overloaded"
    /// What happened and what to do.
    public let message: String

    /// The message.
    public var description: String { message }

    init(waiting: Int) {
        message = "\(waiting) searches are waiting already: try again in a moment."
    }
}
