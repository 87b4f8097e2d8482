import CLibcrypto

/// Whether two byte sequences are the same, in a time that depends on their lengths only.
public func isEqualInConstantTime(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.withUnsafeBufferPointer { left in
        unsafe right.withUnsafeBufferPointer { right in
            guard let first = left.baseAddress, let second = right.baseAddress else { return true }
            return unsafe CRYPTO_memcmp(first, second, left.count) == 0
        }
    }
}

/// Whether two byte arrays are the same, in a time that depends on their lengths only.
public func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    isEqualInConstantTime(left.span, right.span)
}
