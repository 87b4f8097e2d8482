import Configuration
import FoundationEssentials

/// The JSON file of settings: one object, keys in snake case.
struct ConfigurationFile {
    let provider: JSONSnapshot
    let keys: [String]

    /// Reads and parses a file.
    ///
    /// - Throws: ``SettingsError`` with code `file`.
    init(path: String) throws(SettingsError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw Self.unusable(path, "can't be read (does it exist, and may this user read it?)")
        }
        do {
            keys = try JSONDecoder().decode([String: Ignored].self, from: data).keys.sorted()
            provider = try JSONSnapshot(
                data: data.bytes, providerName: path, parsingOptions: .default)
        } catch {
            throw Self.unusable(path, "is not one JSON object of settings and values")
        }
    }

    private static func unusable(_ path: String, _ why: String) -> SettingsError {
        SettingsError(.file, ["The configuration file '\(path)' \(why)."])
    }

    /// Any value, of which only the key matters.
    private struct Ignored: Decodable {
        init(from decoder: any Decoder) throws {}
    }
}
