extension Setting {
    /// All settings as a Markdown table, for `Documentation/Settings.md`.
    public static var documentation: String {
        let head = """
            | variable | flag | key | default | allowed | what it is for |
            | --- | --- | --- | --- | --- | --- |
            """
        let rows = all.map { setting in
            let cells = [
                "`\(setting.variable)`", "`\(setting.flag)`", "`\(setting.name)`",
                setting.defaultValue.map { "`\($0)`" } ?? "–", setting.allowedInFull,
                setting.summary,
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
        return ([head] + rows).joined(separator: "\n")
    }
}
