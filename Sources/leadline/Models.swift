import ArgumentParser
import Console
import Embedding
import Foundation
import RemoteEmbedding

/// Lists, checks, describes and fetches embedding models.
struct Models: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, check, describe and fetch embedding models.",
        subcommands: [List.self, Verify.self, Show.self, Fetch.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the models that are there.")
        @Argument(help: "The folder with the models' folders.") var folder: String?

        func run() async throws {
            var table = Table(["Model", "Kind", "Dimensions", "Content hash"], numbers: [2])
            for entry in try ModelLocator.catalogue(folder).entries() {
                switch entry.model {
                case .success(let directory):
                    let manifest = directory.manifest
                    table.add([
                        manifest.name, manifest.kind.rawValue, "\(manifest.dimensions)",
                        String(manifest.identity.contentHash.prefix(12)),
                    ])
                case .failure(let error):
                    table.add([entry.folder, "damaged", "", error.message])
                }
            }
            StandardOutput.write(table.text(for: .standardOutput))
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare the files of models with the hashes of their manifests.",
            discussion: """
                Each model embeds one text; a remote one is asked for it, and its vector must have \
                the dimensions of the manifest. Exits with 1 when a model can't be used.
                """)
        @Argument(help: "The folder with the models' folders.") var folder: String?

        func run() async throws {
            var damaged = false
            for entry in try ModelLocator.catalogue(folder).entries() {
                do {
                    let directory = try entry.model.get()
                    try directory.verify()
                    // A remote model is asked: its manifest alone proves nothing.
                    _ = try await directory.open().embed(batch: ["data warehouse"])
                    StandardOutput.write("\(directory.manifest.name): ok\n")
                } catch {
                    damaged = true
                    StandardOutput.write("\(entry.folder): \(error)\n")
                }
            }
            if damaged { throw CommandExitError(code: .failure) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Describe a model.")
        @Argument(help: "The model's folder or name.") var model: String
        @Flag(help: "Report as JSON.") var json = false

        func run() async throws {
            let folder = try ModelLocator(chosen: model).folder()
            let manifest = try ModelDirectory(path: folder).manifest
            var report = Report(command: "models show")
            report.add("name", .text(manifest.name))
            report.add("kind", .text(manifest.kind.rawValue))
            if manifest.kind == .transformer {
                report.add("precision", .text(manifest.precision.rawValue))
            }
            report.add("dimensions", .number(manifest.dimensions))
            report.add("max_tokens", .number(manifest.maxTokens))
            report.add("content_hash", .text(manifest.identity.contentHash))
            if let endpoint = manifest.endpoint { try describe(endpoint, in: &report) }
            report.add("licence", .text(manifest.licence))
            report.add("origin", .text(manifest.origin))
            report.add("how_made", .text(manifest.howMade))
            report.add("folder", .text(folder))
            StandardOutput.write(json ? report.json(succeeded: true) : report.text())
        }

        private func describe(
            _ endpoint: ModelManifest.Endpoint, in report: inout Report
        ) throws {
            report.add("url", .text(endpoint.place))
            report.add("remote_model", .text(endpoint.model))
            let environment = ProcessInfo.processInfo.environment
            guard let variable = endpoint.keyVariable else { return }
            let isSet = environment[variable].map { !$0.isEmpty } ?? false
            report.add("key", .text("\(variable), which is \(isSet ? "set" : "not set")"))
        }
    }
}
