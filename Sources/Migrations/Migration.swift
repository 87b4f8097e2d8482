public import Digests

/// One step that brings the database from one version to the next: a file `NNNN_name.sql`.
///
/// A file is one transaction, unless its first line is `-- no transaction`. Such a file holds one
/// statement (`CREATE INDEX CONCURRENTLY IF NOT EXISTS …`) that may run twice without harm, as it
/// is when a process ends between the statement and its record.
public struct Migration: Sendable, Equatable {
    /// The number that the file's name begins with, 1…9999.
    public let version: Int
    /// The rest of the file's name, without `.sql`.
    public let name: String
    /// The statements.
    public let sql: String
    /// The SHA-256 of the file's bytes.
    public let checksum: SHA256Digest

    /// The file's name.
    public var fileName: String {
        let number = String(version)
        return String(repeating: "0", count: 4 - number.count) + number + "_\(name).sql"
    }

    /// Whether it runs in one transaction.
    public var isTransactional: Bool {
        sql.prefix { !$0.isNewline } != "-- no transaction"
    }

    /// Takes a file's name and bytes.
    ///
    /// - Throws: ``MigrationError`` with code `.invalidFile`.
    public init(fileName: String, bytes: [UInt8]) throws(MigrationError) {
        let suffix = ".sql"
        let digits = fileName.utf8.prefix(4)
        let name = fileName.dropFirst(5).dropLast(suffix.count)
        guard fileName.hasSuffix(suffix), digits.allSatisfy(Self.isDigit),
            let version = Int(fileName.prefix(4)), version > 0,
            fileName.dropFirst(4).first == "_", !name.isEmpty,
            name.utf8.allSatisfy(Self.isNameCharacter)
        else {
            throw MigrationError(
                .invalidFile, "\(fileName) is not named like 0001_leads.sql (a-z, 0-9 and _).")
        }
        guard let sql = String(validating: bytes, as: UTF8.self), !sql.utf8.contains(0),
            sql.contains(where: { !$0.isWhitespace })
        else {
            throw MigrationError(.invalidFile, "\(fileName) holds no SQL in UTF-8.")
        }
        self.version = version
        self.name = String(name)
        self.sql = sql
        checksum = SHA256Digest(of: bytes)
    }

    /// Takes files in any order and gives them by version.
    ///
    /// - Throws: ``MigrationError`` with code `.invalidFile` or `.duplicateVersion`.
    public static func ordered(
        _ files: [(name: String, bytes: [UInt8])]
    ) throws(MigrationError) -> [Migration] {
        var migrations: [Migration] = []
        for file in files {
            migrations.append(try Migration(fileName: file.name, bytes: file.bytes))
        }
        migrations.sort { $0.version < $1.version }
        for (one, next) in zip(migrations, migrations.dropFirst())
        where one.version == next.version {
            throw MigrationError(
                .duplicateVersion, "\(one.fileName) and \(next.fileName) have the same version.")
        }
        return migrations
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
