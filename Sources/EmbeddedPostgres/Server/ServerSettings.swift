import Glibc

/// The settings that the private server is made and started with.
struct ServerSettings {
    /// The bytes that PostgreSQL caches: 1 GiB, at most a quarter of the memory.
    ///
    /// New leads fill 3.4 kB of it each until the next checkpoint: where there is no room, who
    /// stores one has to write out another.
    static func sharedBuffers(memory: Int) -> Int {
        min(1 << 30, max(16 << 20, memory / 4))
    }

    /// The machine's memory in bytes, or what a container is allowed where that is less.
    static func memory() throws(EmbeddedPostgresError) -> Int {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let pageSize = sysconf(Int32(_SC_PAGESIZE))
        guard pages > 0, pageSize > 0 else {
            throw .system("cannot read", "the size of memory", errno: errno)
        }
        let limit = try FileSystem.read("/sys/fs/cgroup/memory.max") ?? []
        let text = String(decoding: limit, as: UTF8.self).filter { !$0.isWhitespace }
        return min(pages * pageSize, Int(text) ?? .max)
    }

    /// What is written to `postgresql.conf` once; whoever runs the server may change it there.
    static func file(memory: Int) -> String {
        """

        # Leadline's own settings. Durable: fsync and synchronous_commit stay on.
        shared_buffers = \(sharedBuffers(memory: memory) >> 20)MB
        max_wal_size = 4GB
        min_wal_size = 80MB
        wal_buffers = 16MB
        # Once the cache is full, pages are written out ahead: whoever stores leads finds room.
        bgwriter_delay = 20ms
        bgwriter_lru_maxpages = 1000
        bgwriter_lru_multiplier = 4
        # Statements here are short: compiling them costs more than it saves.
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'

        """
    }

    /// What holds whatever the file says: the way in and where the log goes.
    static func arguments(socketFolder: String) -> [String] {
        [
            "listen_addresses=", "unix_socket_directories=\(socketFolder)",
            "unix_socket_permissions=0700", "port=\(SocketFolder.port)",
            "logging_collector=off", "log_destination=stderr",
        ].flatMap { ["-c", $0] }
    }

    /// The arguments of initdb.
    static func creation(of folder: String, majorVersion: Int) -> [String] {
        // C.UTF-8 sorts by bytes everywhere alike, so indexes survive a change of machine.
        let locale = ["--encoding=UTF8", "--locale=C.UTF-8"]
        let provider =
            majorVersion >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : []
        return locale + provider + [
            "--pgdata=\(folder)", "--username=\(ConnectionAddress.user)", "--auth-local=trust",
            "--auth-host=reject", "--data-checksums", "--no-instructions",
            // All leads under way wait while a new segment is filled with zeros: see Performance.md.
            "--wal-segsize=4",
        ]
    }
}
