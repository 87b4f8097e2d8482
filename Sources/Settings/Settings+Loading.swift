import Configuration

extension Settings {
    /// Finds every setting: flags before environment before file before default.
    ///
    /// An empty variable or flag counts as not given.
    ///
    /// - Parameters:
    ///   - flags: the flags that were given, by the name of the setting (`port`, `database_url`);
    ///     `config` names the configuration file.
    ///   - environment: the variables of the process.
    /// - Returns: the settings, their sources and warnings.
    /// - Throws: ``SettingsError`` with everything that is wrong.
    public static func load(
        flags: [String: String] = [:], environment: [String: String]
    ) throws(SettingsError) -> LoadedSettings {
        let path = [flags["config"], environment[Setting.fileVariable]]
            .lazy.compactMap(\.self).first { !$0.isEmpty }
        var file: ConfigurationFile?
        if let path { file = try ConfigurationFile(path: path) }
        let search = SettingSearch(flags: flags, environment: environment, file: file)
        var values = SettingValues()
        var problems: [String] = []
        for setting in Setting.all {
            do throws(SettingSearch.WrongValue) {
                guard let (value, source) = try search.find(setting) else { continue }
                values.set(setting, value, from: source)
            } catch {
                problems.append(error.message)
            }
        }
        guard problems.isEmpty else { throw SettingsError(.wrongValue, problems) }
        return LoadedSettings(
            settings: Settings(values),
            warnings: warnings(environment: environment, keys: file?.keys ?? []), values: values)
    }

    private static func warnings(environment: [String: String], keys: [String]) -> [String] {
        let variables = Setting.all.map(\.variable) + Setting.otherVariables.sorted()
        let unknown = environment.keys.filter {
            $0.hasPrefix("LEADLINE_") && !variables.contains($0)
        }
        let names = Setting.all.map(\.name)
        let unknownKeys = keys.filter { !names.contains($0) }
        return unknown.sorted().map { warning("The variable \($0)", $0, among: variables) }
            + unknownKeys.map { warning("The key '\($0)' of the file", $0, among: names) }
    }

    private static func warning(_ what: String, _ name: String, among names: [String]) -> String {
        let hint = NearestName.of(name, in: names).map { " Did you mean \($0)?" } ?? ""
        return "\(what) means nothing to Leadline.\(hint)"
    }
}
