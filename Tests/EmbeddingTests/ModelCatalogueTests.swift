import Embedding
import Foundation
import Testing

@Suite("Model catalogue")
struct ModelCatalogueTests {
    /// Whether a model that is not part of the repository has been fetched.
    static func has(_ folder: String) -> Bool {
        FileManager.default.fileExists(
            atPath: StaticModelTests.models.appending(path: folder + "/manifest.json").path())
    }

    @Test("lists the folders that have a manifest, the broken ones with their error")
    func listing() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "catalogue-\(UUID())")
        defer { try? FileManager.default.removeItem(at: root) }  // A left-over fails no test.
        for (folder, manifest) in [("b", "{}"), ("a", "{"), (".hidden", "{}"), ("c", nil)] {
            let path = root.appending(path: folder)
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            try manifest.map { try Data($0.utf8).write(to: path.appending(path: "manifest.json")) }
        }
        let entries = try ModelCatalogue(path: root.path()).entries()
        #expect(entries.map(\.folder) == ["a", "b"])
        for entry in entries {
            let error = #expect(throws: ModelError.self) { try entry.model.get() }
            #expect(error?.code == .manifestInvalid)
        }
    }

    @Test("has the shipped model, which verifies")
    func shipped() throws {
        let catalogue = ModelCatalogue(path: StaticModelTests.models.path())
        #expect(try catalogue.entries().contains { $0.folder == "static-minilm-256" })
        try catalogue.model("static-minilm-256").verify()
    }

    @Test("refuses names that leave it", arguments: ["", "../models", "a/b", ".."])
    func names(name: String) {
        let catalogue = ModelCatalogue(path: StaticModelTests.models.path())
        let error = #expect(throws: ModelError.self) { try catalogue.model(name) }
        #expect(error?.code == .unsafePath)
    }

    @Test("says so when its folder cannot be read")
    func missing() {
        let error = #expect(throws: ModelError.self) {
            try ModelCatalogue(path: "/nowhere").entries()
        }
        #expect(error?.code == .manifestMissing)
    }
}
