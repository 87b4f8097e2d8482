#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The models in a folder such as `models/`, each in a folder of its own.
public struct ModelCatalogue: Sendable {
    /// One folder of the catalogue: a model, or why it is none.
    public struct Entry: Sendable {
        /// The folder's name.
        public let folder: String

        /// The model, or what is wrong with its manifest.
        public let model: Result<ModelDirectory, ModelError>
    }

    /// The folder that holds the models' folders.
    public let path: String

    /// Names a catalogue; nothing is read yet.
    public init(path: String) {
        self.path = path
    }

    /// Every folder that has a manifest, by name.
    ///
    /// - Throws: `ModelError` with code `manifestMissing` if the catalogue cannot be read.
    public func entries() throws(ModelError) -> [Entry] {
        guard let directory = unsafe opendir(path) else {
            throw unsafe ModelError(
                .manifestMissing,
                "cannot read the folder \(path): \(String(cString: strerror(errno)))")
        }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let manifest = "\(path)/\(name)/\(ModelManifest.fileName)"
            if !name.hasPrefix("."), unsafe access(manifest, F_OK) == 0 { names.append(name) }
        }
        return names.sorted().map { name in
            Entry(folder: name, model: Result { () throws(ModelError) in try model(name) })
        }
    }

    /// The model in the folder of that name.
    ///
    /// - Throws: `ModelError` with code `manifestMissing`, `manifestInvalid` or `unsafePath`.
    public func model(_ folder: String) throws(ModelError) -> ModelDirectory {
        guard !folder.isEmpty, !folder.contains("/"), !folder.hasPrefix(".") else {
            throw ModelError(.unsafePath, "\"\(folder)\" is not the name of a folder in \(path)")
        }
        return try ModelDirectory(path: path + "/" + folder)
    }
}
