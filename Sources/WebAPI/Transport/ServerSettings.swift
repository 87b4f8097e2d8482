/// How the server listens and how long it waits.
public struct ServerSettings: Sendable {
    /// The address or host name to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes any free one.
    public var port = 8080
    /// The number of event loops; 0 takes one for every other core, as what they ask works too.
    public var threads = 0
    /// The most connections at once; more are answered 503.
    public var maxConnections = 10_000
    /// The most bytes of a request's headers, and of its target; more is 431.
    public var maxHeaderBytes = 32 << 10
    /// The longest that a client may take to send a request's head.
    public var headerTimeout = Duration.seconds(10)
    /// The longest that a client may take to send a body, or to receive a part of a response.
    public var bodyTimeout = Duration.seconds(60)
    /// For how long a connection may wait for its next request.
    public var idleTimeout = Duration.seconds(75)
    /// The longest that requests may take to finish once the server was told to stop.
    public var shutdownGrace = Duration.seconds(30)
    /// The number of connections that the system keeps waiting.
    public var backlog = 1024

    /// The settings by default.
    public init() {}

    /// How often deadlines are looked at: a second, or less where a timeout is short.
    var tick: Duration {
        min(.seconds(1), max(.milliseconds(10), min(headerTimeout, bodyTimeout, idleTimeout) / 4))
    }
}
