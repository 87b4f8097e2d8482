import Embedding
import Foundation
import Testing

@Suite("A model with something wrong is refused, and the error says what")
struct BrokenModelTests {
    func expect(
        _ code: ModelError.Code, naming part: String, _ model: TinyModel,
        editing edit: (String) -> String = { $0 }, spoil: (URL) throws -> Void = { _ in }
    ) throws {
        defer { model.remove() }
        try model.write(editing: edit)
        try spoil(model.folder)
        let error = #expect(throws: ModelError.self) { try model.load() }
        #expect(error?.code == code, "\(String(describing: error))")
        #expect(error?.message.contains(part) == true, "\(String(describing: error))")
    }

    @Test("a good one is loaded")
    func good() throws {
        let model = TinyModel()
        defer { model.remove() }
        try model.write()
        #expect(try model.load().identity.name == "tiny")
    }

    @Test(
        "manifest",
        arguments: [
            ("\"name\": \"tiny\"", "\"nam\": \"tiny\"", .manifestInvalid, "name"),
            ("\"static\"", "\"magic\"", .manifestInvalid, "magic"),
            ("\"static\"", "\"transformer\"", .unsupportedKind, "transformer"),
            ("\"dimensions\": 32", "\"dimensions\": 0", .manifestInvalid, "dimensions"),
            ("\"dimensions\": 32", "\"dimensions\": 40", .manifestInvalid, "multiple"),
            ("\"dimensions\": 32", "\"dimensions\": 64", .shapeMismatch, "64"),
            ("\"max_tokens\": 4", "\"max_tokens\": 1e3", .manifestInvalid, "integer"),
            ("\"max_tokens\": 4", "\"max_tokens\": 99999999", .manifestInvalid, "max_tokens"),
            ("\"licence\"", "\"license\"", .manifestInvalid, "licence"),
            ("\"licence\"", "\"precision\": \"int8\", \"licence\"", .manifestInvalid, "int8"),
            ("\"origin\"", "\"from\"", .manifestInvalid, "origin"),
            ("\"how_made\"", "\"how\"", .manifestInvalid, "how_made"),
            ("\"lead_text_version\"", "\"x\"", .manifestInvalid, "lead_text_version"),
            ("\"files\": [", "\"filez\": [", .manifestInvalid, "files"),
            ("\"model.safetensors\"", "\"tokenizer.json\"", .manifestInvalid, "twice"),
            ("\"model.safetensors\"", "\"../model.safetensors\"", .unsafePath, "../"),
            ("\"model.safetensors\"", "\".hidden\"", .unsafePath, ".hidden"),
            ("\"model.safetensors\"", "\"weights\"", .fileMissing, "weights"),
            ("\"sha256\": \"", "\"sha256\": \"A", .manifestInvalid, "hexadecimal"),
            ("\"size\": ", "\"size\": 1", .sizeMismatch, "bytes"),
            ("{\"name\": \"tiny\"", "{\"name\": tiny", .manifestInvalid, "byte"),
        ] as [(String, String, ModelError.Code, String)])
    func manifest(part: String, other: String, code: ModelError.Code, named: String) throws {
        try expect(code, naming: named, TinyModel(), editing: { $0.replacing(part, with: other) })
    }

    @Test("a missing manifest or folder")
    func missingManifest() throws {
        try expect(
            .manifestMissing, naming: "manifest.json", TinyModel(),
            spoil: { folder in
                try FileManager.default.removeItem(at: folder.appending(path: "manifest.json"))
            })
        #expect(throws: ModelError.self) { try ModelDirectory(path: "/nowhere") }
    }

    @Test(
        "a missing, shorter, longer or changed file",
        arguments: ["model.safetensors", "tokenizer.json"])
    func files(name: String) throws {
        try expect(
            .fileMissing, naming: name, TinyModel(),
            spoil: { folder in
                try FileManager.default.removeItem(at: folder.appending(path: name))
            })
        for change in [-1, 0, 1] {
            let code: ModelError.Code = change == 0 ? .hashMismatch : .sizeMismatch
            try expect(
                code, naming: name, TinyModel(),
                spoil: { folder in
                    let file = folder.appending(path: name)
                    var data = try Data(contentsOf: file)
                    if change < 0 { data.removeLast() }
                    if change == 0 { data[data.count / 2] ^= 1 }
                    if change > 0 { data.append(0) }
                    try data.write(to: file)
                })
        }
    }

    @Test(
        "weights",
        arguments: [
            ("", .weightsInvalid, "byte 1"),
            (
                "{\"embedding.rows\":{\"dtype\":\"I8\",\"shape\":[5,32],\"data_offsets\":[0,160]}}",
                .tensorMissing, "embedding.scales"
            ),
            (
                #"{"embedding.rows":{"dtype":"U8","shape":[5,32],"data_offsets":[0,160]}}"#,
                .weightsInvalid, "U8"
            ),
            (
                #"{"embedding.rows":{"dtype":"F16","shape":[5,16],"data_offsets":[0,160]}}"#,
                .typeMismatch, "F16"
            ),
            (
                #"{"embedding.rows":{"dtype":"I8","shape":[5,31],"data_offsets":[0,155]}}"#,
                .shapeMismatch, "[5, 31]"
            ),
            (
                #"{"embedding.rows":{"dtype":"I8","shape":[5,32],"data_offsets":[0,159]}}"#,
                .weightsInvalid, "fit"
            ),
            (
                #"{"embedding.rows":{"dtype":"I8","shape":[5,32],"data_offsets":[160,0]}}"#,
                .weightsInvalid, "fit"
            ),
            (
                #"{"embedding.rows":{"dtype":"I8","shape":[5,32],"data_offsets":[9999,10159]}}"#,
                .weightsInvalid, "fit"
            ),
            (
                #"{"embedding.rows":{"dtype":"I8","shape":[9223372036854775807,9],"data_offsets":[0,1]}}"#,
                .weightsInvalid, "fit"
            ),
            (
                #"{"embedding.rows":{"dtype":"I8","shape":[-5,-32],"data_offsets":[0,160]}}"#,
                .weightsInvalid, "fit"
            ),
        ] as [(String, ModelError.Code, String)])
    func weights(header: String, code: ModelError.Code, named: String) throws {
        var model = TinyModel()
        model.header = header + " "
        try expect(code, naming: named, model)
    }

    @Test("a row scale that is not a number to multiply by", arguments: [Float.nan, .infinity, -1])
    func scales(scale: Float) throws {
        var model = TinyModel()
        model.scales[3] = scale
        try expect(.valueInvalid, naming: "row 3", model)
    }

    @Test("a tokenizer of another kind, and one with more pieces than the table has rows")
    func tokenizers() throws {
        var model = TinyModel()
        model.tokenizer = model.tokenizer.replacing("WordPiece", with: "BPE")
        try expect(.tokenizerInvalid, naming: "BPE", model)
        var larger = TinyModel()
        larger.tokenizer = larger.tokenizer.replacing("\"red\":1", with: "\"red\":1,\"blue\":5")
        try expect(.shapeMismatch, naming: "[5, 32]", larger)
    }
}
