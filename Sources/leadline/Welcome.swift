import Settings

/// What `serve` says once it listens: where the documentation is, and a request that works.
struct Welcome {
    let settings: Settings
    let port: Int

    var text: String {
        let base = "http://\(host):\(port)\(settings.rootPath)"
        let key = settings.apiKeys.isEmpty ? "" : " -H 'Authorization: Bearer YOUR_KEY'"
        return """

            Leadline \(Leadline.version) is ready.
              Documentation  \(base)/docs
              Stop           Ctrl-C
            Send a first lead:

            curl -s \(base)/api/v1/leads\(key) -H 'Content-Type: application/json' -d '\(Self.lead)'


            """
    }

    /// The host as a client on this machine names it.
    private var host: String {
        switch settings.host {
        case "0.0.0.0": "127.0.0.1"
        case "::": "[::1]"
        case let host where host.contains(":"): "[\(host)]"
        case let host: host
        }
    }

    private static let lead = """
        {"first_name":"Ada","email":"ada@example.org","revenue_tier":6,"company":"Analytical Engines",\
        "job_title":"Head of Data","message":"We need a data warehouse for 200 people this quarter."}
        """
}
