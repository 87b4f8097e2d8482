/// Where the value of a setting came from, strongest first.
public enum SettingSource: String, CaseIterable, Sendable {
    /// A flag on the command line.
    case flag
    /// An environment variable.
    case environment
    /// The configuration file.
    case file
    /// The declaration.
    case defaultValue = "default"
}
