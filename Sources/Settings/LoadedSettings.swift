/// Settings together with where each came from and what was odd about them.
public struct LoadedSettings: Sendable {
    /// The checked settings.
    public let settings: Settings
    /// Sentences about variables and keys that mean nothing, for standard error.
    public let warnings: [String]
    let values: SettingValues

    /// Where the value of a setting came from; nil when it has none.
    ///
    /// - Parameter setting: one of ``Setting/all``.
    /// - Returns: the strongest source that has it.
    public func source(of setting: Setting) -> SettingSource? { values.source(setting) }

    /// What `--print-config` shows: every setting with its value and source, secrets hidden.
    ///
    /// - Returns: a line for each setting, such as `LEADLINE_PORT=8080  (default)`.
    public func rendered() -> String {
        let lines = Setting.all.map { setting in
            (text: "\(setting.variable)=\(shown(setting))", source: source(of: setting))
        }
        let width = lines.map(\.text.count).max() ?? 0
        return lines.map { line in
            let space = String(repeating: " ", count: width - line.text.count + 2)
            return "\(line.text)\(space)(\(line.source?.rawValue ?? "not set"))\n"
        }.joined()
    }

    private func shown(_ setting: Setting) -> String {
        switch values.value(setting) {
        case nil: ""
        case .text(let text):
            setting.name == Setting.databaseURL.name
                ? DatabaseURL.masked(text) : (setting.isSecret ? "***" : text)
        case .integer(let number): String(number)
        case .flag(let isOn): isOn ? "1" : "0"
        case .list(let texts):
            setting.isSecret
                ? texts.map { _ in "***" }.joined(separator: ",") : texts.joined(separator: ",")
        }
    }
}
