/// Where a streamed response's body is written.
public struct ResponseStream: Sendable {
    private let send: @Sendable ([UInt8]) async throws -> Void

    init(send: @escaping @Sendable ([UInt8]) async throws -> Void) { self.send = send }

    /// Writes a part of the body and waits until the connection has taken it.
    ///
    /// - Throws: When the client is gone.
    public func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        try await send(bytes)
    }

    /// Writes text as a part of the body and waits until the connection has taken it.
    ///
    /// - Throws: When the client is gone.
    public func write(_ text: String) async throws { try await write(Array(text.utf8)) }
}
