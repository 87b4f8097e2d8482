import Glibc

/// The folder of the server's Unix socket, which only its user (and root) may enter.
struct SocketFolder {
    /// The number in the socket's name; no TCP port is opened.
    static let port = 5_432
    /// What a path of a socket may hold on Linux: `sun_path` is 108 bytes with the NUL (unix(7)).
    static let longestPath = 107

    let path: String

    /// Chooses a folder beside the data, or one under /tmp where that path cannot be used.
    ///
    /// Besides its length, `unix_socket_directories` and libpq's `host` take no comma, and quotes
    /// and backslashes mean something to the former.
    init(for folder: ServerFolder) {
        let near = folder.root + "/run"
        let length = near.utf8.count + "/.s.PGSQL.\(Self.port)".utf8.count
        let isPlain = near.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 32 && !",\"'\\".unicodeScalars.contains(scalar)
        }
        path = length <= Self.longestPath && isPlain ? near : Self.short(for: folder.root)
    }

    /// A short path that belongs to one folder only.
    private static func short(for root: String) -> String {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in root.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return "/tmp/leadline-\(String(hash, radix: 16))"
    }

    /// Makes the folder for a user.
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.wrongOwner` when somebody else made it.
    func prepare(for account: ServerAccount?) throws(EmbeddedPostgresError) {
        let user = account?.user ?? geteuid()
        if unsafe mkdir(path, 0o700) == 0 {
            if let account { try FileSystem.give(path, user: account.user, group: account.group) }
            return
        }
        guard errno == EEXIST else { throw .system("cannot create", path, errno: errno) }
        guard let entry = try FileSystem.entry(path, followsLinks: false), entry.isFolder,
            entry.user == user || entry.user == geteuid()
        else {
            throw EmbeddedPostgresError(
                .wrongOwner,
                "\(path) belongs to another user. Remove it, or set LEADLINE_DATA_DIR.")
        }
        if let account { try FileSystem.give(path, user: account.user, group: account.group) }
        guard unsafe chmod(path, 0o700) == 0 else {
            throw .system("cannot protect", path, errno: errno)
        }
    }
}
