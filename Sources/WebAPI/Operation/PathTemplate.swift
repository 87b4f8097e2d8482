/// A path with named parameters, such as `/api/v1/leads/{id}`.
public struct PathTemplate: Sendable, Equatable, ExpressibleByStringLiteral {
    enum Segment: Sendable, Equatable {
        case fixed(String)
        case parameter(String)
    }

    /// The template as written, without a slash at its end.
    public let text: String
    let segments: [Segment]

    /// The names of the parameters from left to right.
    public var parameterNames: [String] {
        segments.compactMap { segment in
            guard case .parameter(let name) = segment else { return nil }
            return name
        }
    }

    /// A template as written in the source.
    public init(stringLiteral value: String) { self.init(value) }

    /// A template; a segment in braces is a parameter, empty segments are left out.
    public init(_ text: String) {
        segments = text.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .parameter(String(part.dropFirst().dropLast())) : .fixed(String(part))
        }
        self.text = "/" + text.split(separator: "/").joined(separator: "/")
    }
}
