import Glibc

/// The unprivileged user that the server runs as when we are root: PostgreSQL refuses to be root.
struct ServerAccount: Equatable, Sendable {
    let name: String
    let user: UInt32
    let group: UInt32

    /// The user that is made when nobody owns the data yet.
    static let standardName = "leadline"

    /// The words before a command that make it run as this user.
    var prefix: [String] {
        [
            "setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--inh-caps=-all",
            "--",
        ]
    }

    /// Who runs the server of a data folder: nil for ourselves.
    ///
    /// Under root it is who owns the data already, else the user `leadline`, made when missing.
    /// - Throws: ``EmbeddedPostgresError`` with code `.userMissing`.
    static func needed(
        for data: FileSystem.Entry?, log: String
    ) throws(EmbeddedPostgresError) -> ServerAccount? {
        guard geteuid() == 0 else { return nil }
        if let data, data.user != 0 {
            return ServerAccount(name: "uid \(data.user)", user: data.user, group: data.group)
        }
        if let account = named(standardName) { return account }
        let tool = ["/usr/sbin/useradd", "/sbin/useradd"].first(where: FileSystem.isExecutable)
        if let tool {
            let command = ChildProcess.Command(arguments: [
                tool, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
                "--shell", "/usr/sbin/nologin", standardName,
            ])
            let deadline = Deadline(.seconds(30), .userMissing, "useradd")
            _ = try ChildProcess.start(command, output: log).wait(until: deadline)
        }
        guard let account = named(standardName) else {
            throw EmbeddedPostgresError(
                .userMissing,
                "PostgreSQL does not run as root, and the user \(standardName) could not be made. "
                    + "Make it (useradd --system \(standardName)) or run as an ordinary user.")
        }
        return account
    }

    /// Looks a user up by name.
    static func named(_ name: String) -> ServerAccount? {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        let failure = unsafe getpwnam_r(name, &entry, &buffer, buffer.count, &found)
        guard failure == 0, unsafe found != nil, unsafe entry.pw_uid != 0 else { return nil }
        return unsafe ServerAccount(name: name, user: entry.pw_uid, group: entry.pw_gid)
    }

    /// Checks that this user can pass through every folder above a path.
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.notTraversable`, which names the folder.
    func checkWay(to path: String) throws(EmbeddedPostgresError) {
        var folders: [String] = []
        var folder = FileSystem.parent(of: path)
        while let next = folder {
            folders.append(next)
            folder = FileSystem.parent(of: next)
        }
        for folder in folders.reversed() {
            guard let entry = try FileSystem.entry(folder), !mayEnter(entry) else { continue }
            throw EmbeddedPostgresError(
                .notTraversable,
                "PostgreSQL does not run as root but as the user \(name), who may not enter "
                    + "\(folder) on the way to \(path). Keep Leadline in a folder that others may "
                    + "enter, such as /opt or /srv, set LEADLINE_DATA_DIR and LEADLINE_TOOLS_DIR to "
                    + "such folders (/var/lib/leadline), or allow it: chmod o+x \(folder)")
        }
    }

    private func mayEnter(_ folder: FileSystem.Entry) -> Bool {
        if folder.user == user { return folder.permissions & 0o100 != 0 }
        if folder.group == group { return folder.permissions & 0o010 != 0 }
        return folder.permissions & 0o001 != 0
    }
}
