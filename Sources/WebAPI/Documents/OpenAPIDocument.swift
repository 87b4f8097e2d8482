import Schema

/// The OpenAPI 3.1.0 document of an API, made from its declarations.
struct OpenAPIDocument {
    let info: APIInfo
    let operations: [Operation]
    let settings: APISettings

    var requests = SchemaDefinitions(direction: .input)
    var responses = SchemaDefinitions(direction: .output)

    init(_ info: APIInfo, _ operations: [Operation], _ settings: APISettings) {
        self.info = info
        self.operations = operations.filter(\.isDocumented)
        self.settings = settings
    }

    /// The document.
    mutating func value() -> JSONObject {
        var document: JSONObject = ["openapi": "3.1.0", "info": .object(about)]
        if !settings.rootPath.isEmpty {
            document["servers"] = [["url": .string(settings.rootPath)]]
        }
        if !info.tags.isEmpty {
            document["tags"] = .array(
                info.tags.map {
                    ["name": .string($0.name), "description": .string($0.description)]
                })
        }
        document["paths"] = .object(paths())
        let webhooks = webhooks()
        if !webhooks.isEmpty { document["webhooks"] = .object(webhooks) }
        document["components"] = .object(components())
        return SchemaNames(requests.schemas, responses.schemas).renamed(document)
    }

    private var about: JSONObject {
        var about: JSONObject = ["title": .string(info.title), "version": .string(info.version)]
        if !info.description.isEmpty { about["description"] = .string(info.description) }
        if let license = info.license {
            about["license"] = ["name": .string(license), "identifier": .string(license)]
        }
        return about
    }

    private mutating func paths() -> JSONObject {
        var paths = JSONObject()
        for operation in operations {
            var item = JSONObject()
            if case .object(let known)? = paths[operation.path.text] { item = known }
            item[operation.method.rawValue.lowercased()] = .object(self.operation(operation))
            paths[operation.path.text] = .object(item)
        }
        return paths
    }

    private mutating func webhooks() -> JSONObject {
        var webhooks = JSONObject()
        for webhook in info.webhooks {
            // What the service sends follows the rules of its responses.
            let schema = webhook.schema(&responses)
            webhooks[webhook.name] = [
                "post": [
                    "operationId": .string("webhook_" + webhook.name),
                    "summary": .string(webhook.summary),
                    "requestBody": [
                        "required": true,
                        "content": ["application/json": ["schema": .object(schema)]],
                    ],
                    "responses": ["2XX": ["description": "Taken"]],
                ]
            ]
        }
        return webhooks
    }
}
