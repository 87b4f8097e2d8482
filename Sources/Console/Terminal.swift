#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What the place that output goes to can do.
public struct Terminal: Equatable, Sendable {
    /// Whether a person may be looking: bars and colours only then.
    public var isInteractive: Bool
    /// Whether colours are shown.
    public var hasColor: Bool
    /// The columns of a line.
    public var width: Int

    /// Makes a description, for tests.
    ///
    /// - Parameters:
    ///   - isInteractive: whether a person may be looking.
    ///   - hasColor: whether colours are shown.
    ///   - width: the columns of a line.
    public init(isInteractive: Bool, hasColor: Bool, width: Int) {
        self.isInteractive = isInteractive
        self.hasColor = hasColor
        self.width = width
    }

    /// Looks at an open file.
    ///
    /// Colours are off unless it is a terminal, with `NO_COLOR` set to anything (no-color.org), and
    /// for `TERM=dumb`.
    ///
    /// - Parameters:
    ///   - descriptor: 1 for standard output, 2 for standard error.
    ///   - environment: the variables to obey.
    public init(descriptor: Int32, environment: [String: String]) {
        let isDumb = environment["TERM"] == "dumb"
        isInteractive = isatty(descriptor) == 1 && !isDumb
        hasColor = isInteractive && (environment["NO_COLOR"] ?? "").isEmpty
        var size = winsize()
        let known = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let given = environment["COLUMNS"].flatMap { Int($0) } ?? 0
        width = known ? Int(size.ws_col) : (given > 0 ? given : 80)
    }

    /// The text in a colour, or plain where colours are off.
    ///
    /// - Parameters:
    ///   - text: one line.
    ///   - color: the colour.
    /// - Returns: the text with the sequences of ECMA-48, if any.
    public func paint(_ text: String, _ color: Color) -> String {
        hasColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The colours used.
    public enum Color: Int, Sendable {
        /// Emphasis.
        case bold = 1
        /// Failures.
        case red = 31
        /// Successes.
        case green = 32
        /// Warnings.
        case yellow = 33
    }
}
