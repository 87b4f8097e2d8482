@testable import WebAPI

/// Bytes of a connection, right and wrong.
enum RequestSamples {
    static let post = "POST /a HTTP/1.1\r\nHost: x\r\n"

    static let taken = [
        "GET /a/b?c=%41#d HTTP/1.1\r\nHost: x\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n\r\nHEAD * HTTP/1.1\r\n\r\n",
        "GET http://x:1/y HTTP/1.1\r\nA:b\r\nA: \t c d \t\r\nEmpty:\r\n"
            + "!#$%&'*+-.^_`|~0: \u{e9}\r\n\r\n",
        post + "Content-Length: 3\r\n\r\nabc" + post + "content-length: 0\r\n\r\n" + post + "\r\n",
        post + "Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n00A;x;y=z;q=\"a;\\\"b\"\r\n"
            + "0123456789\r\n0\r\nTrailer: t\r\n\r\nPATCH / HTTP/1.1\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\nanything",
        "GET / HTTP/1.1\r\nConnection: x, close\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "PROPFIND / HTTP/1.1\r\n\r\nOPTIONS /a HTTP/1.1\r\nConnection: Upgrade\r\n"
            + "Upgrade: h2c\r\n\r\n\u{0}",
    ]

    static let refused: [(String, RequestFault)] = [
        ("GET / HTTP/1.1\nHost: x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: x\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: x\r\n\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\n A: b\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\n: x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nA(b): x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nA\u{e9}: x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nA: x\u{0}y\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nA: x\u{7f}y\r\n\r\n", .malformed),
        ("GET  / HTTP/1.1\r\n\r\n", .malformed), ("GET /  HTTP/1.1\r\n\r\n", .malformed),
        ("GET / HTTP/1.1 \r\n\r\n", .malformed), ("GET\t/ HTTP/1.1\r\n\r\n", .malformed),
        ("GET /a\tb HTTP/1.1\r\n\r\n", .malformed), ("GET /a b HTTP/1.1\r\n\r\n", .malformed),
        ("GET / \r\n\r\n", .malformed), ("GET /\r\n\r\n", .malformed),
        ("GET a HTTP/1.1\r\n\r\n", .malformed), ("GET x:1 HTTP/1.1\r\n\r\n", .malformed),
        ("get / HTTP/1.1\r\n\r\n", .malformed), ("FETCH / HTTP/1.1\r\n\r\n", .malformed),
        (" GET / HTTP/1.1\r\n\r\n", .malformed), ("\u{16}\u{3}\u{1}\u{2}", .malformed),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .malformed),
        ("GET / http/1.1\r\n\r\n", .malformed), ("GET / HTTP/1.10\r\n\r\n", .malformed),
        ("GET / HTTP/2.0\r\n\r\n", .versionNotSupported),
        ("GET / HTTP/0.9\r\n\r\n", .versionNotSupported),
        ("GET / HTTP/1.2\r\n\r\n", .versionNotSupported),
        (post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", .malformed),
        (post + "Content-Length: 1, 1\r\n\r\na", .malformed),
        (post + "Content-Length: +1\r\n\r\na", .malformed),
        (post + "Content-Length: 0x1\r\n\r\na", .malformed),
        (post + "Content-Length: 1 1\r\n\r\na", .malformed),
        (post + "Content-Length:\r\n\r\na", .malformed),
        (post + "Content-Length: 9223372036854775808\r\n\r\na", .malformed),
        (post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", .malformed),
        (post + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", .malformed),
        (post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", .malformed),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", .malformed),
        (post + "Transfer-Encoding: gzip, chunked\r\n\r\n", .codingNotSupported),
        (post + "Transfer-Encoding: chunked, chunked\r\n\r\n", .codingNotSupported),
        (post + "Transfer-Encoding: identity\r\n\r\n", .codingNotSupported),
        (post + "Transfer-Encoding: \u{b}chunked\r\n\r\n", .malformed),
        (post + "Transfer-Encoding: xchunked\r\n\r\n", .codingNotSupported),
    ]
}
