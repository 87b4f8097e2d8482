import CLibcrypto

/// SHA-256 over bytes that come in pieces, such as a file that is read block by block.
@safe
public struct SHA256Hasher: ~Copyable {
    private let context: OpaquePointer

    /// Begins a digest.
    ///
    /// - Throws: ``DigestError`` when libcrypto offers no SHA-256 or no memory.
    public init() throws(DigestError) {
        guard let context = unsafe EVP_MD_CTX_new() else { throw DigestError(step: "allocate") }
        guard unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            throw DigestError(step: "begin")
        }
        unsafe self.context = context
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Adds bytes to what is hashed.
    ///
    /// - Throws: ``DigestError`` when libcrypto refuses them.
    public mutating func update(_ bytes: Span<UInt8>) throws(DigestError) {
        let accepted = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe EVP_DigestUpdate(context, input.baseAddress, input.count)
        }
        guard accepted == 1 else { throw DigestError(step: "update") }
    }

    /// Ends the digest and returns it.
    ///
    /// - Throws: ``DigestError`` when libcrypto cannot finish.
    public consuming func finish() throws(DigestError) -> SHA256Digest {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let finished = unsafe withUnsafeMutableBytes(of: &words) { output in
            unsafe EVP_DigestFinal_ex(
                context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
        }
        guard finished == 1 else { throw DigestError(step: "finish") }
        return SHA256Digest(words: words)
    }
}

/// libcrypto could not compute a digest, because memory ran out or SHA-256 is switched off.
public struct DigestError: Error, Sendable, CustomStringConvertible {
    /// The step that failed.
    public let step: String

    /// What failed and what to look at.
    public var description: String {
        "SHA-256 could not \(step): check the memory limit and the OpenSSL configuration"
    }
}
