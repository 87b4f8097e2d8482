/// One header of a response.
public struct HeaderField: Sendable, Equatable {
    /// The header's name, in lower case by convention.
    public var name: String
    /// The header's value; control characters in it are sent as spaces.
    public var value: String

    /// A header.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// `Location`: where what was made can be had.
    public static func location(_ path: String) -> HeaderField { HeaderField("location", path) }

    /// `Retry-After` in whole seconds.
    public static func retryAfter(seconds: Int) -> HeaderField {
        HeaderField("retry-after", String(max(0, seconds)))
    }

    /// `Cache-Control`, such as `no-store`.
    public static func cacheControl(_ value: String) -> HeaderField {
        HeaderField("cache-control", value)
    }
}
