/// Whether an operation is open to everyone.
public enum SecurityRule: Sendable, Equatable {
    /// Anyone may call it.
    case open
    /// An API key is needed when the service was started with keys.
    case apiKey
}
