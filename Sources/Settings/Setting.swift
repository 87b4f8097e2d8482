/// The declaration of one setting: all of its names, what it may be, and what it is for.
public struct Setting: Sendable {
    /// What a setting may be.
    public enum Kind: Sendable, Equatable {
        /// Any text.
        case text
        /// A whole number of a range.
        case integer(ClosedRange<Int>)
        /// Yes or no: `1`, `true`, `yes`, `on` and their opposites.
        case flag
        /// One of some words.
        case choice([String])
        /// Texts with commas between them.
        case list
    }

    /// The name in the configuration file, in snake case: `database_url`.
    public let name: String
    /// What it may be.
    public let kind: Kind
    /// The value when nothing is given, as it would be written; nil when there is none.
    public let defaultValue: String?
    /// What it is for, in one sentence.
    public let summary: String
    /// Whether the value must not be shown.
    public let isSecret: Bool

    /// The environment variable: `LEADLINE_DATABASE_URL`.
    public var variable: String { "LEADLINE_" + name.uppercased() }

    /// The command-line flag: `--database-url`.
    public var flag: String { "--" + name.replacing("_", with: "-") }

    init(
        _ name: String, _ kind: Kind, default defaultValue: String? = nil, isSecret: Bool = false,
        _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.isSecret = isSecret
        self.summary = summary
    }

    /// What is allowed, for messages and documents.
    public var allowed: String {
        switch kind {
        case .text: "a text"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "1 or 0 (also true/false, yes/no, on/off)"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .list: "texts with commas between them"
        }
    }
}
