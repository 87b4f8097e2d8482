/// Who stops the server: the process that started it, or only `stop()`.
enum ServerOwner: Equatable {
    /// Only `stop()` stops it.
    case nobody
    /// This process does when it ends.
    case process(ProcessIdentity)

    /// Reads what was written down; nil when nothing was, or nothing that can be read.
    static func read(_ path: String) throws(EmbeddedPostgresError) -> ServerOwner? {
        guard let bytes = try FileSystem.read(path) else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        if words == ["kept"] { return .nobody }
        guard words.count == 2, let id = Int32(words[0]), let start = UInt64(words[1]) else {
            return nil
        }
        return .process(ProcessIdentity(id: id, startTime: start))
    }

    /// Writes it down.
    func write(_ path: String) throws(EmbeddedPostgresError) {
        switch self {
        case .nobody: try FileSystem.replace(path, with: "kept\n")
        case .process(let process):
            try FileSystem.replace(path, with: "\(process.id) \(process.startTime)\n")
        }
    }

    /// Who owns a server that was found running.
    ///
    /// A server whose process was killed goes to the one that found it.
    static func next(
        after written: ServerOwner?, finder: ProcessIdentity, keepsRunning: Bool,
        isAlive: (ProcessIdentity) -> Bool = { $0.isAlive }
    ) -> ServerOwner {
        if keepsRunning || written == .nobody { return .nobody }
        guard case .process(let owner)? = written, isAlive(owner) else { return .process(finder) }
        return .process(owner)
    }
}
