import Glibc
import NIOCore

/// Why the server cannot listen.
public struct ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of obstacle it is.
    public enum Code: String, Sendable {
        /// Another process listens on the port.
        case addressInUse = "address_in_use"
        /// The host is no address of this machine.
        case addressNotAvailable = "address_not_available"
        /// The port is reserved for privileged users.
        case permissionDenied = "permission_denied"
        /// Anything else.
        case cannotListen = "cannot_listen"
    }

    /// What kind of obstacle it is.
    public let code: Code
    /// What is wrong and what to do.
    public let message: String

    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }

    static func listening(on settings: ServerSettings, _ error: any Error) -> ServerError {
        let place = "\(settings.host) port \(settings.port)"
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            return ServerError(
                code: .addressInUse,
                message: "\(place) is taken by another process: stop it or choose another port.")
        case EADDRNOTAVAIL:
            return ServerError(
                code: .addressNotAvailable,
                message: "\(settings.host) is no address of this machine: choose 127.0.0.1, 0.0.0.0"
                    + " or one that it has.")
        case EACCES:
            return ServerError(
                code: .permissionDenied,
                message: "\(place) is reserved: choose a port from 1024 on.")
        default:
            return ServerError(code: .cannotListen, message: "\(place): \(error)")
        }
    }
}
