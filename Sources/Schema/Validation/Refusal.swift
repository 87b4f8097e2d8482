/// Why a value is refused: an issue without its place.
public struct Refusal: Error, Sendable, Equatable {
    /// The machine-readable kind, such as `string_too_short`.
    public var type: String
    /// What is wrong, for people.
    public var msg: String
    /// The limits and the like that `msg` speaks of.
    public var ctx: JSONObject?

    /// A refusal of any kind.
    public init(_ type: String, _ msg: String, ctx: JSONObject? = nil) {
        self.type = type
        self.msg = msg
        self.ctx = ctx
    }

    /// A rule of the application was broken: type `value_error`, as a `ValueError` in Pydantic.
    public static func value(_ reason: String) -> Refusal {
        Refusal("value_error", "Value error, \(reason)", ctx: ["error": .object([:])])
    }
}
