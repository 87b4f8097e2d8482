import Schema

/// The operations that show the API to people and programs.
struct Documentation {
    let operations: [Operation]

    init(_ info: APIInfo, _ operations: [Operation], _ settings: APISettings) {
        var document = OpenAPIDocument(info, operations, settings)
        var writer = JSONWriter(capacity: 64 << 10)
        writer.write(document.value())
        let assets = DocumentationAssets(folder: settings.assetsPath)
        let pages = DocumentationPages(
            title: info.title, rootPath: settings.rootPath, assets: assets)
        var all = [
            Self.operation("/openapi.json", "openapi", .json, writer.bytes, headers: []),
            Self.operation(
                "/docs", "docs", .html, Array(pages.swagger.utf8), headers: pages.headers),
            Self.operation(
                "/redoc", "redoc", .html, Array(pages.redoc.utf8), headers: pages.headers),
            Self.operation(
                "/docs/start.js", "docs_start", MediaType("text/javascript; charset=utf-8"),
                Array(pages.start.utf8), headers: []),
        ]
        all.append(Self.root(leadingTo: settings.rootPath + "/docs"))
        for file in assets.files {
            all.append(
                Self.operation(
                    PathTemplate("/docs/assets/\(file.name)"), "docs_asset_\(file.name)",
                    file.type, file.bytes, headers: [.cacheControl("public, max-age=86400")]))
        }
        self.operations = all
    }

    /// Whoever opens the bare address is led to the documentation.
    private static func root(leadingTo path: String) -> Operation {
        Operation(
            .get, "/", id: "root", summary: "Documentation", answers: [], security: .open,
            documented: false
        ) { _ in .empty(ResponseStatus(code: 307), headers: [.location(path)]) }
    }

    private static func operation(
        _ path: PathTemplate, _ id: String, _ type: MediaType, _ bytes: [UInt8],
        headers: [HeaderField]
    ) -> Operation {
        let asset = Asset(bytes)
        let fields = [HeaderField("etag", asset.tag)] + headers
        return Operation(
            .get, path, id: id, summary: "Documentation", answers: [Answer(.ok, type)],
            security: .open, documented: false
        ) { request in
            if let tags = request.header("if-none-match"), tags.contains(asset.tag) {
                return .empty(.notModified, headers: fields)
            }
            return Response(.ok, type, .asset(asset), fields)
        }
    }
}
