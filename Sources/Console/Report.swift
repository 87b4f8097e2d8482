/// What a command found, written for people or, with `--json`, for scripts.
///
/// The convention of all commands: with `--json` standard output holds exactly one JSON object on
/// one line, with `"command"` and `"status"` (`ok` or `failed`) before the command's own members;
/// messages and progress go to standard error in both forms.
public struct Report: Sendable {
    /// A value of a report.
    public enum Value: Sendable, Equatable {
        /// A text.
        case text(String)
        /// A whole number.
        case number(Int)
        /// A number with a fraction; shown with three decimals, `null` when it is none.
        case fraction(Double)
        /// Yes or no.
        case flag(Bool)
        /// Texts.
        case list([String])
    }

    private let command: String
    private var members: [(name: String, value: Value)] = []

    /// Begins the report of a command.
    ///
    /// - Parameter command: its name.
    public init(command: String) {
        self.command = command
    }

    /// Adds a member.
    ///
    /// - Parameters:
    ///   - name: in snake case.
    ///   - value: what was found.
    public mutating func add(_ name: String, _ value: Value) {
        members.append((name, value))
    }

    /// The report as one line of JSON.
    ///
    /// - Parameter succeeded: whether the command did what was asked.
    /// - Returns: a JSON object with its line end.
    public func json(succeeded: Bool) -> String {
        let head: [(name: String, value: Value)] = [
            ("command", .text(command)), ("status", .text(succeeded ? "ok" : "failed")),
        ]
        let texts = (head + members).map { "\(Self.quoted($0.name)):\(Self.json($0.value))" }
        return "{\(texts.joined(separator: ","))}\n"
    }

    /// The report as lines of name and value.
    ///
    /// - Returns: a line for each member, the names aligned.
    public func text() -> String {
        let width = members.map(\.name.count).max() ?? 0
        return members.map { member in
            let name = member.name.replacing("_", with: " ")
            let space = String(repeating: " ", count: width - member.name.count + 2)
            return "\(name)\(space)\(Self.plain(member.value))\n"
        }.joined()
    }

    private static func plain(_ value: Value) -> String {
        switch value {
        case .text(let text): TextWidth.harmless(text)
        case .number(let number): Quantity.count(number)
        case .fraction: json(value)
        case .flag(let flag): flag ? "yes" : "no"
        case .list(let texts): texts.map(TextWidth.harmless).joined(separator: ", ")
        }
    }

    private static func json(_ value: Value) -> String {
        switch value {
        case .text(let text): return quoted(text)
        case .number(let number): return String(number)
        case .fraction(let number):
            guard number.isFinite, abs(number) < 1e15 else { return "null" }
            let scaled = Int((number * 1_000).rounded())
            let digits = String(scaled.magnitude % 1_000)
            let zeros = String(repeating: "0", count: 3 - digits.count)
            return "\(scaled < 0 ? "-" : "")\(scaled.magnitude / 1_000).\(zeros)\(digits)"
        case .flag(let flag): return flag ? "true" : "false"
        case .list(let texts): return "[\(texts.map(quoted).joined(separator: ","))]"
        }
    }

    private static func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": output += "\\\(scalar)"
            case "\n": output += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}
