import Configuration

/// Looks for a setting in all sources, through the providers of swift-configuration.
struct SettingSearch {
    /// A value that is not allowed.
    struct WrongValue: Error {
        let message: String
    }

    private let flags: InMemoryProvider
    private let environment: EnvironmentVariablesProvider
    private let file: ConfigurationFile?

    init(flags: [String: String], environment: [String: String], file: ConfigurationFile?) {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (name, text) in flags {
            values[AbsoluteConfigKey([name])] = ConfigValue(.string(text), isSecret: false)
        }
        self.flags = InMemoryProvider(name: "flags", values: values)
        self.environment = EnvironmentVariablesProvider(environmentVariables: environment)
        self.file = file
    }

    /// The value of the strongest source that has one.
    func find(
        _ setting: Setting
    ) throws(WrongValue) -> (value: SettingValue, source: SettingSource)? {
        let given: [(text: String?, source: SettingSource, name: String)] = [
            (text(flags, setting.name), .flag, setting.flag),
            (text(environment, setting.variable), .environment, setting.variable),
            (try fileText(setting), .file, "'\(setting.name)' of the file"),
            (setting.defaultValue, .defaultValue, setting.variable),
        ]
        for (text, source, name) in given {
            guard let text, !text.trimmed.isEmpty || (setting.kind == .list && !text.isEmpty)
            else { continue }
            guard let value = SettingValue(text, for: setting) else {
                throw wrong(setting, name: name, text: text)
            }
            return (value, source)
        }
        return nil
    }

    private func text(_ provider: some ConfigProvider, _ key: String) -> String? {
        // The only error is a value of another type, and text is asked for where all is text.
        let found = try? provider.value(forKey: AbsoluteConfigKey([key]), type: .string)
        guard case .string(let text)? = found?.value?.content else { return nil }
        return text
    }

    /// The file's value as text, of whatever JSON type it is.
    private func fileText(_ setting: Setting) throws(WrongValue) -> String? {
        guard let file, file.keys.contains(setting.name) else { return nil }
        let key = AbsoluteConfigKey([setting.name])
        for type in [ConfigType.string, .int, .bool, .stringArray] {
            let found = try? file.provider.value(forKey: key, type: type)
            switch found?.value?.content {
            case .string(let text): return text
            case .int(let number): return String(number)
            // Any number can be had as a Boolean, 1.5 too: only a flag asks for one.
            case .bool(let flag) where setting.kind == .flag: return flag ? "1" : "0"
            case .stringArray(let texts): return texts.joined(separator: ",")
            default: continue
            }
        }
        throw WrongValue(
            message: "'\(setting.name)' of the file has a JSON value of another type; "
                + "allowed is \(setting.allowedInFull).")
    }

    private func wrong(_ setting: Setting, name: String, text: String) -> WrongValue {
        let what = setting.isSecret ? "has a value that is not allowed" : "is '\(text)'"
        let variable = name.contains(setting.variable) ? name : "\(name) (\(setting.variable))"
        return WrongValue(message: "\(variable) \(what); allowed is \(setting.allowedInFull).")
    }
}
