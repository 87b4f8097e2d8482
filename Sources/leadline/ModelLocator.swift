import Embedding
import Foundation
import Intake
import LeadStore

/// Finds the folders of models.
struct ModelLocator: ModelSource {
    /// The folder named by LEADLINE_MODEL, or nil.
    let chosen: String?

    static let defaultName = "static-minilm-256"

    /// The folder of the model to begin with.
    ///
    /// - Throws: ``CommandError`` that lists where was looked.
    func folder() throws -> String {
        if let chosen { return try folder(named: chosen) }
        return try folder(named: Self.defaultName)
    }

    /// A model's folder by its path, or by its name in one of the places where models stand.
    func folder(named name: String) throws -> String {
        let places = [name] + Self.places.map { $0 + "/" + name }
        for place in places where FileManager.default.fileExists(atPath: place + "/manifest.json") {
            return URL(fileURLWithPath: place).standardizedFileURL.path
        }
        throw CommandError(
            .setting,
            "There is no model '\(name)': no manifest.json in "
                + places.map { "'\($0)'" }.joined(separator: ", ")
                + ". Set LEADLINE_MODEL to a model's folder.")
    }

    /// The model that made a generation's vectors, wherever it stands now.
    func model(of generation: Generation) throws -> any Embedder {
        let candidates = [chosen, generation.location, generation.name].compactMap(\.self)
        for candidate in candidates {
            guard let folder = try? folder(named: candidate) else { continue }
            let directory = try ModelDirectory(path: folder)
            guard directory.manifest.identity.contentHash == generation.contentHash else {
                continue
            }
            return try directory.open()
        }
        throw CommandError(
            .setting,
            """
            The vectors in the database were made by model \(generation.name) \
            (\(generation.contentHash.prefix(12))…), which stood in '\(generation.location)' and \
            is not there now. Set LEADLINE_MODEL to its folder.
            """)
    }

    /// The models of a folder; those of the product when none is named.
    static func catalogue(_ folder: String?) throws -> ModelCatalogue {
        if let folder { return ModelCatalogue(path: folder) }
        let own = try Self(chosen: nil).folder()
        return ModelCatalogue(path: URL(fileURLWithPath: own).deletingLastPathComponent().path)
    }

    /// Where models stand: beside the working directory's or the program's `models` folder.
    private static var places: [String] {
        var places = ["models"]
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        if let program = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/self/exe")
        {
            folder = URL(fileURLWithPath: program)
        }
        for _ in 0..<5 {
            folder.deleteLastPathComponent()
            places.append(folder.appendingPathComponent("models").path)
        }
        return places + ["/usr/share/leadline/models"]
    }
}
