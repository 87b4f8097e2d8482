extension KnownHeaders {
    /// Takes `Content-Length`: digits, and one header of this name (RFC 9112, section 6.3).
    mutating func noteLength(_ value: Range<Int>, _ bytes: Span<UInt8>) throws(RequestFault) {
        guard contentLength == nil, !value.isEmpty else { throw .malformed }
        var length = 0
        for index in value {
            guard bytes[index].isDigit else { throw .malformed }
            let (tens, isTooLarge) = length.multipliedReportingOverflow(by: 10)
            let (sum, isLarger) = tens.addingReportingOverflow(Int(bytes[index] & 0x0F))
            guard !isTooLarge, !isLarger else { throw .malformed }
            length = sum
        }
        contentLength = length
    }

    /// Takes `Transfer-Encoding`: `chunked` alone, and one header of this name.
    mutating func noteCoding(_ value: Range<Int>, _ bytes: Span<UInt8>) throws(RequestFault) {
        guard !isChunked else { throw .malformed }
        guard bytes.isCaseless(value, "chunked") else { throw .codingNotSupported }
        isChunked = true
    }

    /// Takes `Host`: a name or an address, with or without a port, or nothing (RFC 9110, section 7.2).
    mutating func noteHost(_ value: Range<Int>, _ bytes: Span<UInt8>) {
        hostCount += 1
        for index in value where !bytes[index].isHostCharacter { hasInvalidHost = true }
    }

    /// Takes the names in `Connection` (RFC 9110, section 7.6.1).
    mutating func noteConnection(_ value: Range<Int>, _ bytes: Span<UInt8>) {
        var start = value.lowerBound
        while start < value.upperBound {
            var next = start
            while next < value.upperBound, bytes[next] != UInt8(ascii: ",") { next += 1 }
            var end = next
            while start < end, bytes[start].isBlank { start += 1 }
            while end > start, bytes[end - 1].isBlank { end -= 1 }
            if bytes.isCaseless(start..<end, "close") {
                asksForClose = true
            } else if bytes.isCaseless(start..<end, "keep-alive") {
                asksForKeepAlive = true
            }
            start = next + 1
        }
    }
}
