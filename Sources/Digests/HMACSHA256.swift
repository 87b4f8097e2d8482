/// HMAC with SHA-256 under one key (RFC 2104), ready to sign and to check many messages.
public struct HMACSHA256: Sendable {
    private static let blockSize = 64

    private let innerKey: [UInt8]
    private let outerKey: [UInt8]

    /// Prepares a key of any length; one of at least 32 bytes is advised (RFC 2104, section 3).
    public init(key: [UInt8]) {
        var block =
            key.count > Self.blockSize ? SHA256Digest(of: key).bytes : key
        block.append(contentsOf: repeatElement(0, count: Self.blockSize - block.count))
        innerKey = block.map { $0 ^ 0x36 }
        outerKey = block.map { $0 ^ 0x5c }
    }

    /// The authentication code of a message.
    public func code(of message: Span<UInt8>) -> SHA256Digest {
        var inner = innerKey
        inner.reserveCapacity(innerKey.count + message.count)
        unsafe message.withUnsafeBufferPointer { unsafe inner.append(contentsOf: $0) }
        return SHA256Digest(of: outerKey + SHA256Digest(of: inner).bytes)
    }

    /// The authentication code of a message.
    public func code(of message: [UInt8]) -> SHA256Digest {
        code(of: message.span)
    }

    /// Whether a code belongs to a message, in a time that does not tell how much of it is right.
    public func isValid(_ code: SHA256Digest, for message: [UInt8]) -> Bool {
        self.code(of: message).isEqualInConstantTime(to: code)
    }
}
