import NIOHTTP1

/// The headers that the server itself looks at, found in one pass.
struct KnownHeaders: Sendable {
    var accept: String?
    var acceptEncoding: String?
    var apiKey: String?
    var authorization: String?
    var contentLength: Int?
    var contentType: String?
    var expectsContinue = false
    var hasUnknownExpectation = false
    var asksForUpgrade = false
    var hostCount = 0
    var isChunked = false
    var origin: String?
    var requestID: String?

    init(_ headers: HTTPHeaders) {
        for (name, value) in headers { note(name, value) }
    }

    /// The first of two headers of one name counts.
    private mutating func note(_ name: String, _ value: String) {
        switch name.utf8.count {
        case 4: if name.isCaseless("host") { hostCount += 1 }
        case 6:
            if name.isCaseless("accept") {
                // Several lines are one list (RFC 9110, section 5.3).
                accept = accept.map { $0 + "," + value } ?? value
            } else if name.isCaseless("origin") {
                origin = origin ?? value
            } else if name.isCaseless("expect") {
                expectsContinue = value.isCaseless("100-continue")
                hasUnknownExpectation = !expectsContinue
            }
        case 7: if name.isCaseless("upgrade") { asksForUpgrade = true }
        case 9: if name.isCaseless("x-api-key") { apiKey = apiKey ?? value }
        case 12:
            if name.isCaseless("content-type") {
                contentType = contentType ?? value
            } else if name.isCaseless("x-request-id") {
                requestID = requestID ?? value
            }
        case 13: if name.isCaseless("authorization") { authorization = authorization ?? value }
        case 14: if name.isCaseless("content-length") { contentLength = Int(value) }
        case 15:
            if name.isCaseless("accept-encoding") {
                acceptEncoding = acceptEncoding.map { $0 + "," + value } ?? value
            }
        case 17: if name.isCaseless("transfer-encoding") { isChunked = true }
        default: break
        }
    }
}

extension String {
    /// Whether the text is `lower`, an ASCII text in lower case, but for the case of letters.
    func isCaseless(_ lower: StaticString) -> Bool {
        let count = lower.utf8CodeUnitCount
        guard utf8.count == count else { return false }
        var index = 0
        for byte in utf8 {
            let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            guard unsafe (isUpper ? byte | 0x20 : byte) == lower.utf8Start[index] else {
                return false
            }
            index += 1
        }
        return true
    }
}
