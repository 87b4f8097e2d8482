import Glibc

extension FileSystem {
    /// What a path leads to.
    struct Entry {
        let isFolder: Bool
        let user: UInt32
        let group: UInt32
        let permissions: UInt32
        let byteCount: Int
    }

    /// What stands at a path, the link itself unless links are followed; nil when nothing does.
    static func entry(_ path: String, followsLinks: Bool = true) throws(Failure) -> Entry? {
        var status = stat()
        let answer =
            followsLinks ? unsafe stat(path, &status) : unsafe lstat(path, &status)
        guard answer == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system("cannot look at", path, errno: errno)
        }
        return Entry(
            isFolder: status.st_mode & S_IFMT == S_IFDIR, user: status.st_uid, group: status.st_gid,
            permissions: status.st_mode & 0o7777,
            byteCount: Int(status.st_size))
    }

    /// Whether a path leads to a file that may be run.
    static func isExecutable(_ path: String) -> Bool {
        unsafe access(path, X_OK) == 0
    }

    /// Makes a folder and those above it; that it exists is well.
    static func makeFolders(_ path: String, permissions: UInt32 = 0o755) throws(Failure) {
        if let entry = try entry(path) {
            guard entry.isFolder else { throw Failure(.invalidPath, "\(path) is not a folder.") }
            return
        }
        if let parent = parent(of: path) { try makeFolders(parent) }
        guard unsafe mkdir(path, permissions) == 0 || errno == EEXIST else {
            throw .system("cannot create", path, errno: errno)
        }
    }

    /// Gives a file or folder to a user.
    static func give(_ path: String, user: UInt32, group: UInt32) throws(Failure) {
        guard unsafe lchown(path, user, group) == 0 else {
            throw .system("cannot give away", path, errno: errno)
        }
    }

    /// The names in a folder, sorted; none when there is no such folder.
    static func names(in path: String) throws(Failure) -> [String] {
        guard let folder = unsafe opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw .system("cannot list", path, errno: errno)
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The folder above a path; nil for the root.
    static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/"), path != "/" else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path from the root on, without links where it exists already.
    static func absolute(_ path: String) throws(Failure) -> String {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw Failure(.invalidPath, "A path is empty or holds a NUL. Set LEADLINE_DATA_DIR.")
        }
        if let resolved = unsafe realpath(path, nil) {
            defer { unsafe free(resolved) }
            return unsafe String(cString: resolved)
        }
        guard errno == ENOENT else { throw .system("cannot resolve", path, errno: errno) }
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let slash = trimmed.lastIndex(of: "/")
        let name = slash.map { String(trimmed[trimmed.index(after: $0)...]) } ?? trimmed
        guard name != ".", name != ".." else {
            throw .system("cannot resolve", path, errno: ENOENT)
        }
        let above = try absolute(slash.map { String(trimmed[...$0]) } ?? ".")
        return above == "/" ? "/" + name : above + "/" + name
    }

    /// Waits a little, for loops that poll.
    static func pause(milliseconds: UInt32) {
        usleep(milliseconds * 1_000)
    }
}
