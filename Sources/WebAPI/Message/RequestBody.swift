import NIOCore

/// The bytes of a request's body, in the buffer they were received in.
public struct RequestBody: Sendable {
    /// The bytes.
    let buffer: ByteBuffer

    /// The number of bytes.
    public var count: Int { buffer.readableBytes }

    /// Whether there is no body.
    public var isEmpty: Bool { buffer.readableBytes == 0 }

    /// Calls `read` with the bytes, which are valid during the call only.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ read: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try buffer.readableBytesSpan.withUnsafeBytes(read)
    }

    /// The body as text; what isn't UTF-8 in it becomes U+FFFD.
    public var text: String { String(buffer: buffer) }
}
