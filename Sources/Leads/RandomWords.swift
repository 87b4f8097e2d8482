#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif
import Synchronization

/// Random numbers of the system, fetched 32 at a time: the kernel is asked once for 16 ids.
enum RandomWords {
    /// What one call of `getentropy` may ask for, in words.
    private static let capacity = 32

    private static let unused = Mutex<[UInt64]>([])

    /// Two numbers that nobody else gets.
    static func two() -> (UInt64, UInt64) {
        unused.withLock { words in
            if words.count < 2 { words = fetched() }
            return (words.removeLast(), words.removeLast())
        }
    }

    private static func fetched() -> [UInt64] {
        var words = [UInt64](repeating: 0, count: capacity)
        let isFilled = unsafe words.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe getentropy(start, bytes.count) == 0
        }
        // An old kernel, or one without entropy yet: Swift knows how to wait.
        return isFilled ? words : words.map { _ in UInt64.random(in: .min ... .max) }
    }
}
