import FoundationEssentials
import Testing

@testable import Settings

@Suite("Settings' documents") struct DocumentationTests {
    private func text(of name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return String(decoding: try Data(contentsOf: root.appending(path: name)), as: UTF8.self)
    }

    @Test("Documentation/Settings.md holds the table of the declarations, word for word")
    func table() throws {
        let document = try text(of: "Documentation/Settings.md")
        #expect(
            document.contains(Setting.documentation),
            "Put this table into Documentation/Settings.md:\n\(Setting.documentation)")
    }

    @Test("the README names every variable with its default")
    func readme() throws {
        let document = try text(of: "README.md")
        for setting in Setting.all {
            let line = document.split(separator: "\n").first {
                $0.contains("`\(setting.variable)`")
            }
            let found = try #require(line, "\(setting.variable) is not in README.md")
            if let value = setting.defaultValue { #expect(found.contains("`\(value)`")) }
        }
    }
}
