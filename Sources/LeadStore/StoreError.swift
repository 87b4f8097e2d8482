/// Why the store did not do what was asked.
public struct StoreError: Error, Sendable, Equatable {
    /// What kind of failure it was.
    public enum Code: String, Sendable {
        /// A name is taken, or the thing is in use.
        case conflict
        /// PostgreSQL refused this one lead.
        case refused
        /// The queue of leads to be stored is full: try again later.
        case overloaded
        /// The database can't take it now: nothing was stored.
        case unavailable
        /// The answer of the database was lost: it may be stored.
        case outcomeUnknown = "outcome_unknown"
        /// The service is stopping.
        case stopping
        /// The stored data is not what this version of the service knows.
        case unexpectedData
    }

    /// What kind of failure it was.
    public let code: Code
    /// What happened and what to do, without data of a customer.
    public let message: String

    /// Makes an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension StoreError {
    /// Whether the same may succeed later, without anything being changed by who asks.
    public var mayPass: Bool {
        switch code {
        case .overloaded, .unavailable, .outcomeUnknown, .stopping: true
        case .conflict, .refused, .unexpectedData: false
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }
}
