/// What `NOTIFY` sent.
public struct PostgresNotification: Hashable, Sendable {
    /// The channel.
    public let channel: String
    /// The text beside it, empty if there was none; at most 8,000 bytes.
    public let payload: String
    /// The server process that sent it.
    public let processID: Int32
}
