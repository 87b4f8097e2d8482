/// The values found for all settings, each with its source.
struct SettingValues: Sendable {
    private var found: [String: (value: SettingValue, source: SettingSource)] = [:]

    mutating func set(_ setting: Setting, _ value: SettingValue, from source: SettingSource) {
        found[setting.name] = (value, source)
    }

    func value(_ setting: Setting) -> SettingValue? { found[setting.name]?.value }

    func source(_ setting: Setting) -> SettingSource? { found[setting.name]?.source }

    func optionalText(_ setting: Setting) -> String? {
        if case .text(let text) = value(setting) { text } else { nil }
    }

    // A setting with a default is always found: the loader puts the declared default in. The
    // neutral values below stand for "not declared", such as an empty root path.

    func text(_ setting: Setting) -> String { optionalText(setting) ?? "" }

    func integer(_ setting: Setting) -> Int {
        if case .integer(let number) = value(setting) { number } else { 0 }
    }

    func isOn(_ setting: Setting) -> Bool { value(setting) == .flag(true) }

    func list(_ setting: Setting) -> [String] {
        if case .list(let texts) = value(setting) { texts } else { [] }
    }
}
