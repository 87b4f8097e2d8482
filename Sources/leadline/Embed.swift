import ArgumentParser
import Console
import Embedding
import Foundation
import Settings

/// Turns texts into vectors: one text a line on standard input.
struct Embed: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, f32
    }

    static let configuration = CommandConfiguration(
        abstract: "Turn texts into vectors.",
        discussion: """
            Reads one text a line from standard input. With --format json each line of the output \
            is {"text","tokens","vector"}, the vector null for a text of which the model knows no \
            word. With --format f32 each text gives dimensions × 4 bytes, little-endian; such a \
            text gives NaN.
            """)

    @OptionGroup var common: SettingFlags
    @Option(help: ArgumentHelp("The model's folder or name.", valueName: "dir")) var model: String?
    @Option(help: "json or f32.") var format = Format.json

    func run() async throws {
        let settings = try common.load(["model": model]).settings
        let folder = try ModelLocator(chosen: settings.model).folder()
        let model = try ModelDirectory(path: folder).open()
        var batch: [String] = []
        while let line = readLine() {
            batch.append(line)
            if batch.count == 256 { try await write(&batch, model) }
        }
        try await write(&batch, model)
    }

    private func write(_ texts: inout [String], _ model: any Embedder) async throws {
        let embeddings = try await model.embed(batch: texts)
        var output = Data()
        for (text, embedding) in zip(texts, embeddings) {
            switch format {
            case .json: output.append(contentsOf: Self.json(text, embedding))
            case .f32:
                let none = [Float](repeating: .nan, count: model.identity.dimensions)
                for value in embedding.values ?? none {
                    unsafe withUnsafeBytes(of: value.bitPattern.littleEndian) {
                        unsafe output.append(contentsOf: $0)
                    }
                }
            }
        }
        texts.removeAll(keepingCapacity: true)
        try FileHandle.standardOutput.write(contentsOf: output)
    }

    private static func json(_ text: String, _ embedding: TextEmbedding) -> [UInt8] {
        EmbeddedText(text: text, embedding: embedding).line
    }
}
