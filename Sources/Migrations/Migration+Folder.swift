import Glibc

extension Migration {
    /// The `.sql` files of a folder by version, in place of those that are part of the program.
    ///
    /// - Throws: ``MigrationError`` with code `.unreadable` when the folder cannot be read or holds
    ///   no such file, `.invalidFile` or `.duplicateVersion`.
    public static func read(directory: String) throws(MigrationError) -> [Migration] {
        var files: [(name: String, bytes: [UInt8])] = []
        for name in try names(in: directory) where name.hasSuffix(".sql") {
            files.append((name, try contents(of: "\(directory)/\(name)")))
        }
        guard !files.isEmpty else {
            throw MigrationError(
                .unreadable, "\(directory) holds no .sql file. Check LEADLINE_MIGRATIONS.")
        }
        return try ordered(files)
    }

    private static func names(in directory: String) throws(MigrationError) -> [String] {
        guard let folder = unsafe opendir(directory) else { throw unreadable(directory, errno) }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            names.append(
                unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                    unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names
    }

    private static func contents(of path: String) throws(MigrationError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, errno) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func unreadable(_ path: String, _ number: Int32) -> MigrationError {
        MigrationError(
            .unreadable,
            "\(path) cannot be read (error number \(number)). Check LEADLINE_MIGRATIONS.")
    }
}
