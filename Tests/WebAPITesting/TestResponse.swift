public import Schema
public import WebAPI

/// What came back from a request in a test.
public struct TestResponse: Sendable {
    /// The status.
    public let status: ResponseStatus
    /// The headers.
    public let headers: [HeaderField]
    /// The body.
    public let bytes: [UInt8]

    init(status: ResponseStatus, headers: [HeaderField], bytes: [UInt8]) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }

    /// The body as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body as JSON.
    ///
    /// - Throws: `ValidationFailure` when it isn't JSON.
    public func json() throws -> JSONValue { try JSONValue.parse(bytes) }

    /// The first header of this name in any case, or nil.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
