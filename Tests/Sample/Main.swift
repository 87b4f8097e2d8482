import Logging
import WebAPI

@main struct Main {
    static func main() async throws {
        let metrics = APIMetrics()
        let api = try Sample.api([.metrics(metrics)], metrics: metrics) { s in
            if CommandLine.arguments.count > 2 { s.assetsPath = CommandLine.arguments[2] }
            if CommandLine.arguments.count > 3 { s.keys = APIKeys([CommandLine.arguments[3]]) }
        }
        var settings = ServerSettings()
        settings.port = Int(CommandLine.arguments[1]) ?? 8090
        try await HTTPServer(api, settings: settings, logger: Logger(label: "x")).run()
    }
}
