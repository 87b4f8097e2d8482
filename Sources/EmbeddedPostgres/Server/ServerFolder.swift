/// Where everything of a private server stands.
struct ServerFolder: Sendable {
    /// The folder of all the rest.
    ///
    /// Under root it stays root's, so that the server's user can put
    /// no link in place of a file that we write.
    let root: String

    init(root: String) {
        self.root = root
    }

    /// - Throws: ``EmbeddedPostgresError`` with code `.invalidPath`.
    init(dataDirectory: String) throws(EmbeddedPostgresError) {
        root = try FileSystem.absolute(dataDirectory) + "/postgres"
    }

    /// The database cluster, of the server's user.
    var data: String { root + "/data" }
    /// The folder of a cluster that is being made: it becomes `data` when it is whole.
    var draft: String { root + "/data.new" }
    /// What the server and the programs around it say.
    var log: String { root + "/postgres.log" }
    /// Held while somebody starts or stops the server.
    var lock: String { root + "/lock" }
    /// Who stops the server.
    var owner: String { root + "/owner" }

    /// The major version that made the data; nil when there are none.
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.initializationFailed` for a folder that is no
    ///   cluster.
    func majorVersion() throws(EmbeddedPostgresError) -> Int? {
        guard let entry = try FileSystem.entry(data) else { return nil }
        let bytes = try FileSystem.read(data + "/PG_VERSION") ?? []
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        guard entry.isFolder, let version = Int(text) else {
            throw EmbeddedPostgresError(
                .initializationFailed,
                "\(data) is not the data of a PostgreSQL. Move it away and start again.")
        }
        return version
    }

    /// The postmaster that works on the data; nil when none does, whatever files it left behind.
    func postmaster() throws(EmbeddedPostgresError) -> PostmasterFile? {
        guard let bytes = try FileSystem.read(data + "/postmaster.pid"),
            let file = PostmasterFile(parsing: String(decoding: bytes, as: UTF8.self)),
            ProcessIdentity.isPostmaster(file.processID, in: data)
        else { return nil }
        return file
    }

    /// Puts a log that has grown long aside.
    func rotateLog() throws(EmbeddedPostgresError) {
        guard let entry = try FileSystem.entry(log), entry.byteCount > 16 << 20 else { return }
        try FileSystem.rename(log, to: log + ".1")
    }

    /// The last lines that were written to the log after its first bytes.
    func logLines(after offset: Int) throws(EmbeddedPostgresError) -> [String] {
        let bytes = try FileSystem.read(log, limit: 32 << 20) ?? []
        let lines = String(decoding: bytes.dropFirst(offset), as: UTF8.self)
            .split(whereSeparator: \.isNewline)
        return lines.suffix(12).map { String($0) }
    }

    /// How long the log is.
    func logLength() throws(EmbeddedPostgresError) -> Int {
        try FileSystem.entry(log)?.byteCount ?? 0
    }
}
