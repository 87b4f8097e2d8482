import Glibc

extension Span where Element == UInt8 {
    /// The place behind the first LF from `start` on, or nil.
    func endOfLine(from start: Int) -> Int? {
        guard start < count else { return nil }
        return unsafe withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress,
                let found = unsafe memchr(base + start, 0x0A, bytes.count - start)
            else { return nil }
            return unsafe found - UnsafeMutableRawPointer(mutating: base) + 1
        }
    }

    /// The line from `start` on without its CR LF.
    ///
    /// - Throws: `malformed` when only a LF ends it: proxies differ in what that means.
    func line(_ start: Int, _ end: Int) throws(RequestFault) -> Range<Int> {
        guard end - 2 >= start, self[end - 2] == 0x0D else { throw .malformed }
        return start..<(end - 2)
    }

    /// Whether the bytes may stand in a header's value: no control characters but the tab.
    func isText(_ range: Range<Int>) -> Bool {
        for index in range {
            let byte = self[index]
            if (byte < 0x20 && byte != 0x09) || byte == 0x7F { return false }
        }
        return true
    }

    /// Whether the bytes are this text.
    func isEqual(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<range.count
        where unsafe self[range.lowerBound + index] != text.utf8Start[index] { return false }
        return true
    }

    /// Whether the bytes are `lower`, an ASCII text in lower case, but for the case of letters.
    func isCaseless(_ range: Range<Int>, _ lower: StaticString) -> Bool {
        guard range.count == lower.utf8CodeUnitCount else { return false }
        for index in 0..<range.count {
            let byte = self[range.lowerBound + index].lowercase
            guard unsafe byte == lower.utf8Start[index] else { return false }
        }
        return true
    }

    /// Whether the bytes are a name, in any case.
    func isNamed(_ range: Range<Int>, _ name: String) -> Bool {
        let name = name.utf8.span
        guard range.count == name.count else { return false }
        for index in 0..<name.count
        where self[range.lowerBound + index].lowercase != name[index].lowercase { return false }
        return true
    }

    /// The bytes as text; what isn't UTF-8 in them becomes U+FFFD.
    func text(_ range: Range<Int>) -> String {
        unsafe extracting(range).withUnsafeBufferPointer { bytes in
            unsafe String(decoding: bytes, as: UTF8.self)
        }
    }
}
