import NIOCore

/// The head of a request: its first line understood, its headers left where they were received.
struct RequestHead: Sendable {
    var method = RequestMethod.other
    /// Whether the method is CONNECT, behind which another protocol begins.
    var isConnect = false
    var isHTTP10 = false
    /// Where the target stands in `bytes`.
    var target = 0..<0
    /// Where the first header begins.
    var fieldsStart = 0
    var known = KnownHeaders()
    /// The head as it was received, once it is complete.
    ///
    /// Not an empty buffer before: all of those share one object, in which every thread would count.
    var bytes: ByteBuffer?

    /// Whether the connection may be used again behind the response (RFC 9112, section 9.3).
    var keepsAlive: Bool { !known.asksForClose && (!isHTTP10 || known.asksForKeepAlive) }

    /// Reads `METHOD target HTTP/1.1` (RFC 9112, section 3).
    mutating func readRequestLine(
        _ bytes: Span<UInt8>, _ line: Range<Int>
    ) throws(RequestFault) {
        var space = line.lowerBound
        while space < line.upperBound, bytes[space].isTokenCharacter { space += 1 }
        let name = line.lowerBound..<space
        var end = space + 1
        while end < line.upperBound, bytes[end] > 0x20, bytes[end] < 0x7F { end += 1 }
        guard end < line.upperBound, bytes[space] == 0x20, bytes[end] == 0x20,
            try readMethod(bytes, name),
            Self.isTarget(bytes, (space + 1)..<end, isConnect: isConnect)
        else { throw .malformed }
        target = (space + 1)..<end
        try readVersion(bytes, (end + 1)..<line.upperBound)
    }

    private mutating func readMethod(
        _ bytes: Span<UInt8>, _ name: Range<Int>
    ) throws(RequestFault) -> Bool {
        for (text, method) in Self.methods where bytes.isEqual(name, text) {
            self.method = method
            return true
        }
        isConnect = bytes.isEqual(name, "CONNECT")
        return isConnect || Self.otherMethods.contains { bytes.isEqual(name, $0) }
    }

    private mutating func readVersion(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(RequestFault) {
        if bytes.isEqual(range, "HTTP/1.1") { return }
        isHTTP10 = bytes.isEqual(range, "HTTP/1.0")
        if isHTTP10 { return }
        let start = range.lowerBound
        let isVersion =
            range.count == 8 && bytes.isEqual(start..<(start + 5), "HTTP/")
            && bytes[start + 5].isDigit && bytes[start + 6] == UInt8(ascii: ".")
            && bytes[start + 7].isDigit
        throw isVersion ? .versionNotSupported : .malformed
    }

    /// Whether it is a path, `*`, or a whole address; of what CONNECT names nothing is asked.
    private static func isTarget(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isConnect: Bool
    ) -> Bool {
        guard let first = range.first else { return false }
        if isConnect || bytes[first] == UInt8(ascii: "/") || bytes[first] == UInt8(ascii: "*") {
            return true
        }
        var end = first
        while end < range.upperBound, (bytes[end] | 0x20) &- UInt8(ascii: "a") < 26 { end += 1 }
        return end > first && end + 3 < range.upperBound
            && bytes.isEqual(end..<(end + 3), "://")
    }

    /// Refuses at once what cannot become a request line: another protocol, for example.
    static func checkBeginning(_ bytes: Span<UInt8>) throws(RequestFault) {
        var index = 0
        while index < bytes.count, bytes[index].isTokenCharacter { index += 1 }
        // A CR alone is the beginning of an empty line before the request.
        let isEmptyLine = bytes.count == 1 && bytes[0] == 0x0D
        let isMethod = index == bytes.count ? index <= 32 : index > 0 && bytes[index] == 0x20
        guard isMethod || isEmptyLine else { throw .malformed }
    }

    /// Refuses a body of which two readers could take the end differently (RFC 9112, section 6.3).
    func checkFraming() throws(RequestFault) {
        guard known.isChunked else { return }
        if known.contentLength != nil || isHTTP10 { throw .malformed }
    }
}
