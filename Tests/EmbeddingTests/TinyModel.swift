import Digests
import Embedding
import Foundation

/// A static model of a few tokens in a folder of its own, which a test may spoil.
struct TinyModel {
    static let pieces = ["[UNK]", "red", "green", "##ish", "nothing"]
    static let dimensions = 32

    let folder = FileManager.default.temporaryDirectory
        .appending(path: "tiny-model-\(UUID().uuidString)")
    var rows: [[Int8]] = pieces.indices.map { piece in
        (0..<dimensions).map { column in piece == 4 ? 0 : Int8(piece * column % 11 - 3) }
    }
    var scales: [Float] = [1, 0.5, 0.25, 2, 1]
    var header: String?
    var tokenizer = tokenizer(pieces)

    static func tokenizer(_ pieces: [String]) -> String {
        #"{"normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"#
            + #""lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},"model":{"#
            + #""type":"WordPiece","unk_token":"[UNK]","vocab":{"#
            + pieces.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",") + "}}}"
    }

    var weights: [UInt8] {
        let count = rows.count
        let scaleBytes = 4 * scales.count
        let text =
            header
            ?? #"{"__metadata__":{"a":"b"},"embedding.scales":{"dtype":"F32","shape":[\#(count)],"#
            + #""data_offsets":[0,\#(scaleBytes)]},"embedding.rows":{"dtype":"I8","shape":[\#(count),"#
            + #"\#(Self.dimensions)],"data_offsets":[\#(scaleBytes),\#(scaleBytes + count * Self.dimensions)]}}"#
        var bytes = unsafe withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) {
            unsafe Array($0)
        }
        bytes += text.utf8
        for scale in scales {
            unsafe withUnsafeBytes(of: scale.bitPattern.littleEndian) { unsafe bytes += Array($0) }
        }
        return bytes + rows.joined().map(UInt8.init(bitPattern:))
    }

    /// Writes a model's folder; `edit` may change the manifest before.
    static func write(
        folder: URL, kind: String, dimensions: Int, maxTokens: Int, files: [String: [UInt8]],
        editing edit: (String) -> String = { $0 }
    ) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var entries: [String] = []
        for (name, content) in files.sorted(by: { $0.key > $1.key }) {
            try Data(content).write(to: folder.appending(path: name))
            entries.append(
                #"{"name": "\#(name)", "size": \#(content.count), "#
                    + #""sha256": "\#(SHA256Digest(of: content))"}"#)
        }
        let manifest = """
            {"name": "tiny", "kind": "\(kind)", "dimensions": \(dimensions),
             "max_tokens": \(maxTokens), "files": [\(entries.joined(separator: ",\n"))],
             "licence": "CC0-1.0", "origin": "this test", "how_made": "by hand",
             "lead_text_version": 1}
            """
        try Data(edit(manifest).utf8).write(to: folder.appending(path: "manifest.json"))
    }

    /// Writes the folder; `edit` may change the manifest before.
    func write(editing edit: (String) -> String = { $0 }) throws {
        try Self.write(
            folder: folder, kind: "static", dimensions: Self.dimensions, maxTokens: 4,
            files: ["model.safetensors": weights, "tokenizer.json": Array(tokenizer.utf8)],
            editing: edit)
    }

    func load() throws -> StaticModel {
        try ModelDirectory(path: folder.path()).loadStatic()
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)  // A left-over folder fails no test.
    }
}
