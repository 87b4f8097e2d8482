/// What comes on a channel of LISTEN and NOTIFY; it goes on through broken connections.
public struct PostgresEvents: AsyncSequence, Sendable {
    /// One event.
    public enum Element: Hashable, Sendable {
        /// From now on nothing is missed; what was sent before may have been. Comes first, and
        /// again after each time the connection broke.
        case listening
        /// A notification.
        case notification(PostgresNotification)
    }

    /// Only the end of the client ends the events with an error.
    public typealias Failure = any Error

    let client: PostgresClient
    let channel: String

    /// Listens, on a connection of its own.
    public func makeAsyncIterator() -> Iterator {
        Iterator(client: client, channel: channel)
    }

    /// Holds the connection.
    public struct Iterator: AsyncIteratorProtocol {
        private let client: PostgresClient
        private let channel: String
        private var connection: PostgresConnection?
        private var notifications: AsyncStream<PostgresNotification>.Iterator?

        init(client: PostgresClient, channel: String) {
            self.client = client
            self.channel = channel
        }

        /// The next event; nil once the task is cancelled.
        ///
        /// - Throws: ``PostgresError`` with code `.closed` when the client was shut down, or
        ///   `.server` when LISTEN was refused.
        public mutating func next() async throws -> Element? {
            if notifications != nil {
                if let notification = await notifications?.next(isolation: nil) {
                    return .notification(notification)
                }
                notifications = nil
                connection = nil
            }
            while !Task.isCancelled {
                do {
                    try await listen()
                    return .listening
                } catch  where error.isOfConnection {
                    continue
                } catch  where error.code == .cancelled {
                    return nil
                }
            }
            return nil
        }

        private mutating func listen() async throws(PostgresError) {
            let connection = try await client.connection()
            let (stream, sink) = AsyncStream<PostgresNotification>.makeStream()
            _ = try await connection.ask(.listen(channel, sink))
            self.connection = connection
            notifications = stream.makeAsyncIterator()
        }
    }
}

extension PostgresClient {
    /// Listens on a channel for as long as the events are read.
    public func listen(_ channel: String) -> PostgresEvents {
        PostgresEvents(client: self, channel: channel)
    }
}

extension PostgresError {
    /// Whether listening anew may help without anybody doing anything.
    fileprivate var isOfConnection: Bool {
        switch code {
        case .connectionLost, .connectionFailed, .timedOut: true
        case .server: sqlState.map(PostgresError.endsConnection) ?? false
        default: false
        }
    }
}
