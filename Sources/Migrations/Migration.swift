public import Digests

/// One step of the schema: an SQL file that is never edited once it has shipped.
public struct Migration: Sendable {
    /// Its number, the order of application.
    public let version: Int
    /// The file's name without its ending, such as `0001_leads`.
    public let name: String
    /// The statements.
    public let sql: String
    /// SHA-256 of the file.
    public let checksum: SHA256Digest

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - file: The file's name, `NNNN_name.sql`.
    ///   - bytes: Its content, UTF-8.
    /// - Throws: ``MigrationError`` with code `.invalidFile`.
    public init(file: String, bytes: [UInt8]) throws(MigrationError) {
        guard file.hasSuffix(".sql"), let version = Int(file.prefix(4)), version > 0,
            file.dropFirst(4).first == "_"
        else {
            throw MigrationError(.invalidFile, "'\(file)' is not named NNNN_name.sql.")
        }
        guard let sql = String(validating: bytes, as: UTF8.self) else {
            throw MigrationError(.invalidFile, "'\(file)' is not UTF-8.")
        }
        self.version = version
        self.sql = sql
        name = String(file.dropLast(4))
        checksum = SHA256Digest(of: bytes)
    }

    /// The migrations of this program, in their order.
    ///
    /// - Throws: ``MigrationError`` when the files are not numbered 1, 2, 3, ….
    public static func bundled() throws(MigrationError) -> [Migration] {
        var all: [Migration] = []
        for (place, file) in bundledFiles.enumerated() {
            let migration = try Migration(file: file.name, bytes: file.bytes)
            guard migration.version == place + 1 else {
                throw MigrationError(.invalidFile, "'\(file.name)' is not number \(place + 1).")
            }
            all.append(migration)
        }
        return all
    }
}
