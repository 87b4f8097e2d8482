extension ResponseStatus {
    /// The reason phrase that RFC 9110 gives the code, such as `Not Found`.
    public var reason: String { Self.reasons[code] ?? Self.classReason(of: code) }

    /// The status line of HTTP/1.1 with its line end, as bytes.
    var line: [UInt8] { Self.lines[code - 100] }

    /// The status lines of most responses, which are not counted as references.
    var usualLine: StaticString? {
        switch code {
        case 200: "HTTP/1.1 200 OK\r\n"
        case 201: "HTTP/1.1 201 Created\r\n"
        case 422: "HTTP/1.1 422 Unprocessable Content\r\n"
        default: nil
        }
    }

    private static let lines: [[UInt8]] = (100...599).map { code in
        Array("HTTP/1.1 \(code) \(ResponseStatus(code: code).reason)\r\n".utf8)
    }

    private static func classReason(of code: Int) -> String {
        switch code / 100 {
        case 1: "Informational"
        case 2: "Success"
        case 3: "Redirection"
        case 4: "Client Error"
        default: "Server Error"
        }
    }

    private static let reasons: [Int: String] = [
        100: "Continue", 101: "Switching Protocols",
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 205: "Reset Content",
        206: "Partial Content", 207: "Multi-Status",
        301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
        307: "Temporary Redirect", 308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden",
        404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
        408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required",
        412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long",
        415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed",
        421: "Misdirected Request", 422: "Unprocessable Content", 423: "Locked",
        424: "Failed Dependency", 425: "Too Early", 426: "Upgrade Required",
        428: "Precondition Required", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons",
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway",
        503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
        507: "Insufficient Storage",
    ]
}
