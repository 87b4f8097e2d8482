import Glibc

/// The browser files of Swagger UI and ReDoc, read once; a request never reaches the file system.
struct DocumentationAssets: Sendable {
    struct File: Sendable {
        var name: String
        var type: MediaType
        var bytes: [UInt8]
    }

    private(set) var files: [File] = []

    /// Reads the files below `folder` that are there.
    init(folder: String?) {
        guard let folder else { return }
        for known in Self.known {
            guard let bytes = Self.read("\(folder)/\(known.path)") else { continue }
            files.append(File(name: known.name, type: known.type, bytes: bytes))
        }
    }

    /// Where a page finds a file: here when it is there, else on the CDN.
    func address(of name: String, rootPath: String) -> String {
        if files.contains(where: { $0.name == name }) { return "\(rootPath)/docs/assets/\(name)" }
        return Self.known.first { $0.name == name }?.address ?? name
    }

    /// Whether every file that the pages need is here.
    var isComplete: Bool {
        Self.known.allSatisfy { known in files.contains { $0.name == known.name } }
    }

    static let cdn = "https://cdn.jsdelivr.net"

    private struct Known {
        var name: String
        var path: String
        var address: String
        var type: MediaType
    }

    private static let known = [
        Known(
            name: "swagger-ui.css", path: "swagger-ui-dist/swagger-ui.css",
            address: "\(cdn)/npm/swagger-ui-dist@5/swagger-ui.css", type: MediaType("text/css")),
        Known(
            name: "swagger-ui-bundle.js", path: "swagger-ui-dist/swagger-ui-bundle.js",
            address: "\(cdn)/npm/swagger-ui-dist@5/swagger-ui-bundle.js",
            type: MediaType("text/javascript; charset=utf-8")),
        Known(
            name: "favicon-32x32.png", path: "swagger-ui-dist/favicon-32x32.png",
            address: "\(cdn)/npm/swagger-ui-dist@5/favicon-32x32.png", type: MediaType("image/png")),
        Known(
            name: "redoc.standalone.js", path: "redoc/bundles/redoc.standalone.js",
            address: "\(cdn)/npm/redoc@2/bundles/redoc.standalone.js",
            type: MediaType("text/javascript; charset=utf-8")),
    ]

    private static func read(_ path: String) -> [UInt8]? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        while true {
            let part = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = unsafe max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
            }
            if part.isEmpty { return bytes.isEmpty ? nil : bytes }
            bytes += part
        }
    }
}
