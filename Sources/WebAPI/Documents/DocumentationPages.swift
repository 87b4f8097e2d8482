/// The pages that show the OpenAPI document in a browser.
struct DocumentationPages {
    let title: String
    let rootPath: String
    let assets: DocumentationAssets

    /// Swagger UI, where operations can be tried.
    var swagger: String {
        page(
            head: """
                <link rel="stylesheet" href="\(address("swagger-ui.css"))">
                <script src="\(address("swagger-ui-bundle.js"))" defer></script>
                <script src="\(rootPath)/docs/start.js" defer></script>
                """,
            body: """
                <div id="swagger-ui" data-document="\(rootPath)/openapi.json"></div>
                """)
    }

    /// ReDoc, for reading.
    var redoc: String {
        page(
            head: """
                <style>body { margin: 0; }</style>
                <script src="\(address("redoc.standalone.js"))" defer></script>
                """,
            body: """
                <redoc spec-url="\(rootPath)/openapi.json" disable-google-font="true"></redoc>
                """)
    }

    /// Starts Swagger UI: a file of its own, so that the page needs no inline script.
    let start = """
        const root = document.getElementById("swagger-ui");
        window.ui = SwaggerUIBundle({
            url: root.dataset.document,
            domNode: root,
            deepLinking: true,
            displayRequestDuration: true,
            persistAuthorization: true,
            tryItOutEnabled: false,
        });

        """

    /// What the pages may load: ours, and the CDN only where a file isn't here.
    var headers: [HeaderField] {
        let origins = assets.isComplete ? "'self'" : "'self' \(DocumentationAssets.cdn)"
        let policy = [
            "default-src 'none'", "script-src \(origins)", "style-src \(origins) 'unsafe-inline'",
            "img-src \(origins) data:", "font-src \(origins) data:", "connect-src 'self'",
            "worker-src 'self' blob:", "base-uri 'none'", "form-action 'none'",
            "frame-ancestors 'none'",
        ]
        return [HeaderField("content-security-policy", policy.joined(separator: "; "))]
    }

    private func address(_ name: String) -> String {
        assets.address(of: name, rootPath: Self.escaped(rootPath))
    }

    private func page(head: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Self.escaped(title))</title>
        <link rel="icon" href="\(address("favicon-32x32.png"))">
        \(head)
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
