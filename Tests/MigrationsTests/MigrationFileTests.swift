import Digests
import Glibc
import Testing

@testable import Migrations

@Suite("Migration files")
struct MigrationFileTests {
    @Test("A file's name gives version and name, its bytes the checksum")
    func file() throws {
        let migration = try Migration(fileName: "0012_add_owner.sql", bytes: Array("select 1".utf8))
        #expect(migration.version == 12 && migration.name == "add_owner")
        #expect(migration.fileName == "0012_add_owner.sql")
        #expect(migration.isTransactional)
        #expect(migration.checksum == SHA256Digest(of: "select 1"))
    }

    @Test("The first line decides whether a file is one transaction")
    func transaction() throws {
        let text = "-- no transaction\ncreate index concurrently a on b (c)"
        #expect(try !Migration(fileName: "0001_a.sql", bytes: Array(text.utf8)).isTransactional)
        let later = "select 1;\n-- no transaction\n"
        #expect(try Migration(fileName: "0001_a.sql", bytes: Array(later.utf8)).isTransactional)
    }

    @Test(
        "A wrong name is refused",
        arguments: [
            "", "1_a.sql", "0000_a.sql", "0001.sql", "0001_.sql", "0001-a.sql", "0001_A.sql",
            "0001_a.txt", "00011_a.sql", "abcd_a.sql", "+001_a.sql", "0001_é.sql", ".sql",
        ])
    func wrongName(name: String) {
        let error = #expect(throws: MigrationError.self) {
            try Migration(fileName: name, bytes: Array("select 1".utf8))
        }
        #expect(error?.code == .invalidFile)
    }

    @Test(
        "A file without SQL in UTF-8 is refused",
        arguments: [[], [0x20, 0x0a], [0xff], [0x61, 0x00]] as [[UInt8]])
    func wrongContents(bytes: [UInt8]) {
        let error = #expect(throws: MigrationError.self) {
            try Migration(fileName: "0001_a.sql", bytes: bytes)
        }
        #expect(error?.code == .invalidFile)
    }

    @Test("Two files of one version are refused, others are put in order")
    func order() throws {
        let sql = Array("select 1".utf8)
        let ordered = try Migration.ordered([("0002_b.sql", sql), ("0001_a.sql", sql)])
        #expect(ordered.map(\.version) == [1, 2])
        let error = #expect(throws: MigrationError.self) {
            try Migration.ordered([("0001_b.sql", sql), ("0001_a.sql", sql)])
        }
        #expect(error?.code == .duplicateVersion)
    }

    @Test("The program holds every file of the folder Migrations, byte for byte")
    func bundled() throws {
        let above = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = try Migration.read(directory: "/\(above)/Migrations")
        let bundled = try Migration.bundled()
        #expect(bundled == folder)
        #expect(!bundled.isEmpty)
    }

    @Test("A folder that is missing or empty is an error that names it")
    func noFolder() {
        let error = #expect(throws: MigrationError.self) {
            try Migration.read(directory: "/nonexistent/migrations")
        }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("/nonexistent/migrations") == true)
    }
}
