/// What the server itself must know of a request's headers, found in one pass.
///
/// Texts are places in the head: most are never asked for, and none is copied until it is.
struct KnownHeaders: Sendable {
    /// Where a header's value stands in the head.
    struct Place: Sendable {
        private var start: UInt32 = 0
        private var count: UInt32 = 0

        init() {}

        init(_ range: Range<Int>) {
            start = UInt32(clamping: range.lowerBound)
            count = UInt32(clamping: range.count)
        }

        /// Whether there is such a header: in front of every value stands the request line.
        var isThere: Bool { start > 0 }

        var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    }

    var accept = Place()
    var acceptEncoding = Place()
    var apiKey = Place()
    var authorization = Place()
    var contentEncoding = Place()
    var contentType = Place()
    var origin = Place()
    var requestID = Place()
    /// Whether `Accept` or `Accept-Encoding` has several lines.
    var hasLists = false
    var contentLength: Int?
    var isChunked = false
    var expectsContinue = false
    var hasUnknownExpectation = false
    var asksForUpgrade = false
    var asksForClose = false
    var asksForKeepAlive = false
    var hostCount = 0
    var hasInvalidHost = false

    /// Notes a header if the server looks at it; the first of two of one name counts.
    ///
    /// - Throws: what is wrong with one that says how long the body is.
    mutating func note(_ field: FieldLine, in bytes: Span<UInt8>) throws(RequestFault) {
        let name = field.name
        switch name.count {
        case 4: if bytes.isCaseless(name, "host") { noteHost(field.value, bytes) }
        case 6: noteShort(field, bytes)
        case 7: if bytes.isCaseless(name, "upgrade") { asksForUpgrade = true }
        case 9: if bytes.isCaseless(name, "x-api-key") { Self.note(field, at: &apiKey) }
        case 10: if bytes.isCaseless(name, "connection") { noteConnection(field.value, bytes) }
        case 12:
            if bytes.isCaseless(name, "content-type") {
                Self.note(field, at: &contentType)
            } else if bytes.isCaseless(name, "x-request-id") {
                Self.note(field, at: &requestID)
            }
        case 13: if bytes.isCaseless(name, "authorization") { Self.note(field, at: &authorization) }
        case 14: if bytes.isCaseless(name, "content-length") { try noteLength(field.value, bytes) }
        case 15:
            if bytes.isCaseless(name, "accept-encoding") {
                hasLists = hasLists || acceptEncoding.isThere
                Self.note(field, at: &acceptEncoding)
            }
        case 16:
            if bytes.isCaseless(name, "content-encoding") { Self.note(field, at: &contentEncoding) }
        case 17:
            if bytes.isCaseless(name, "transfer-encoding") { try noteCoding(field.value, bytes) }
        default: break
        }
    }

    private static func note(_ field: FieldLine, at place: inout Place) {
        if !place.isThere { place = Place(field.value) }
    }

    private mutating func noteShort(_ field: FieldLine, _ bytes: Span<UInt8>) {
        if bytes.isCaseless(field.name, "accept") {
            // Several lines are one list (RFC 9110, section 5.3).
            hasLists = hasLists || accept.isThere
            Self.note(field, at: &accept)
        } else if bytes.isCaseless(field.name, "origin") {
            Self.note(field, at: &origin)
        } else if bytes.isCaseless(field.name, "expect") {
            expectsContinue = bytes.isCaseless(field.value, "100-continue")
            hasUnknownExpectation = hasUnknownExpectation || !expectsContinue
        }
    }
}
