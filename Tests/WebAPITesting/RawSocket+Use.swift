import NIOPosix

extension RawSocket {
    /// Connects to a port of this machine and calls `body` on a thread that may block.
    ///
    /// - Throws: `Failure` when it cannot connect; else what `body` throws.
    public static func use<Result: Sendable>(
        port: Int, receiveBuffer: Int32? = nil,
        _ body: @escaping @Sendable (borrowing RawSocket) throws -> Result
    ) async throws -> Result {
        try await NIOThreadPool.singleton.runIfActive {
            let socket = try RawSocket(port: port, receiveBuffer: receiveBuffer)
            return try body(socket)
        }
    }

    /// Sends text and receives until the other end closes or nothing comes for a while.
    ///
    /// - Throws: `Failure` when it cannot connect.
    public static func exchange(
        port: Int, _ text: String, milliseconds: Int = 5000
    ) async throws -> Received {
        try await use(port: port) { socket in
            socket.send(text)
            return socket.receive(milliseconds: milliseconds)
        }
    }
}
