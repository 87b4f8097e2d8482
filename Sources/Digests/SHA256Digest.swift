import CLibcrypto

/// A SHA-256 digest: 32 bytes, held without an allocation.
///
/// FIPS 180-4. Two digests compare with `==` in time that depends on the first difference; use
/// ``isEqualInConstantTime(to:)`` where one side is a secret.
public struct SHA256Digest: Hashable, Sendable {
    /// The digest's length in bytes.
    public static let byteCount = 32

    var words: (UInt64, UInt64, UInt64, UInt64)

    init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// Hashes the given bytes.
    public init(of bytes: Span<UInt8>) {
        words = (0, 0, 0, 0)
        unsafe withUnsafeMutableBytes(of: &words) { output in
            unsafe bytes.withUnsafeBufferPointer { input in
                // An empty span may have no base address; libcrypto reads nothing then.
                _ = unsafe CLibcrypto.SHA256(
                    input.baseAddress, input.count,
                    output.baseAddress?.assumingMemoryBound(to: UInt8.self))
            }
        }
    }

    /// Hashes the given bytes.
    public init(of bytes: [UInt8]) {
        self.init(of: bytes.span)
    }

    /// Hashes the UTF-8 bytes of a string.
    public init(of string: String) {
        self.init(of: Array(string.utf8).span)
    }

    /// Takes 32 bytes as a digest; nil for any other number of bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        words = (0, 0, 0, 0)
        unsafe withUnsafeMutableBytes(of: &words) { unsafe $0.copyBytes(from: bytes) }
    }

    /// Reads 64 hexadecimal digits of either case; nil for anything else.
    public init?(hexadecimal: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        var high: UInt8?
        for character in hexadecimal.utf8 {
            guard let digit = Self.hexadecimalValue(of: character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { return nil }
        self.init(bytes: bytes)
    }

    /// The digest's 32 bytes.
    public var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: words) { unsafe Array($0) }
    }

    /// Whether two digests are the same, in a time that does not tell where they differ.
    public func isEqualInConstantTime(to other: SHA256Digest) -> Bool {
        let difference =
            (words.0 ^ other.words.0) | (words.1 ^ other.words.1)
            | (words.2 ^ other.words.2) | (words.3 ^ other.words.3)
        return difference == 0
    }

    /// Whether two digests are the same.
    public static func == (left: SHA256Digest, right: SHA256Digest) -> Bool {
        left.words == right.words
    }

    /// Feeds the digest to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }

    private static func hexadecimalValue(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension SHA256Digest: CustomStringConvertible {
    /// The digest as 64 lower-case hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * Self.byteCount)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
