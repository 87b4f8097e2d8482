/// Settings that can't be used, all of them at once.
///
/// Shows a wrong value unless the setting is a secret.
public struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong, for programs.
    public enum Code: String, Sendable {
        /// A value is not allowed.
        case wrongValue = "wrong_value"
        /// The configuration file can't be read or is no JSON object.
        case file
    }

    /// What went wrong, for programs.
    public let code: Code
    /// A sentence for each wrong setting: its name, its source and what is allowed.
    public let problems: [String]

    init(_ code: Code, _ problems: [String]) {
        self.code = code
        self.problems = problems
    }

    /// The sentences, one a line.
    public var description: String { problems.joined(separator: "\n") }
}
