import FoundationEssentials
import Testing

@testable import Settings

@Suite("Settings") struct SettingsTests {
    @Test("have their documented defaults")
    func defaults() throws {
        let settings = try Settings.load(environment: [:]).settings
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.databaseURL == nil)
        #expect(settings.dataDirectory == ".leadline")
        #expect(settings.demo)
        #expect(settings.logLevel == .info)
        #expect(settings.apiKeys.isEmpty)
        #expect(settings.bodyLimit == 1 << 20)
    }

    @Test("come from flags before environment before file before default")
    func precedence() throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "leadline-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let json = """
            {"port": 1, "host": "file", "demo": false, "cors_origins": ["https://a.example", "*"],
             "log_level": "debug", "prot": 7}
            """
        try Data(json.utf8).write(to: URL(filePath: path))
        let loaded = try Settings.load(
            flags: ["port": "3", "config": path],
            environment: ["LEADLINE_PORT": "2", "LEADLINE_HOST": "environment"])
        #expect(loaded.settings.port == 3)
        #expect(loaded.settings.host == "environment")
        #expect(!loaded.settings.demo)
        #expect(loaded.settings.corsOrigins == ["https://a.example", "*"])
        #expect(loaded.settings.logLevel == .debug)
        #expect(loaded.settings.poolSize == 4)
        #expect(loaded.source(of: .port) == .flag)
        #expect(loaded.source(of: .host) == .environment)
        #expect(loaded.source(of: .demo) == .file)
        #expect(loaded.source(of: .poolSize) == .defaultValue)
        #expect(loaded.source(of: .model) == nil)
        #expect(
            loaded.warnings == [
                "The key 'prot' of the file means nothing to Leadline. Did you mean port?"
            ])
    }

    @Test("a variable is read under the name that is declared", arguments: Setting.all)
    func variables(_ setting: Setting) throws {
        let value =
            switch setting.kind {
            case .integer(let range): String(range.upperBound)
            case .flag: "0"
            case .choice(let words): words[0]
            default:
                [
                    "database_url": "postgres://h", "root_path": "/x", "trusted_proxies": "::1/128",
                    "cors_origins": "*",
                ][setting.name] ?? "some"
            }
        let loaded = try Settings.load(environment: [setting.variable: value])
        #expect(loaded.source(of: setting) == .environment)
        #expect(loaded.warnings.isEmpty)
    }

    @Test(
        "with a wrong value are refused by name",
        arguments: [
            (
                "LEADLINE_PORT", "80 80",
                "LEADLINE_PORT is '80 80'; allowed is a whole number from 0 to 65535."
            ),
            ("LEADLINE_PORT", "65536", "LEADLINE_PORT is"),
            ("LEADLINE_DEMO", "maybe", "LEADLINE_DEMO is 'maybe'"),
            ("LEADLINE_LOG_LEVEL", "loud", "one of trace, debug"),
            ("LEADLINE_ROOT_PATH", "leads/", "LEADLINE_ROOT_PATH"),
            ("LEADLINE_CORS_ORIGINS", "https://a.example/path", "LEADLINE_CORS_ORIGINS"),
            ("LEADLINE_TRUSTED_PROXIES", "10.0.0.0/33", "LEADLINE_TRUSTED_PROXIES"),
            ("LEADLINE_DATABASE_URL", "mysql://secret", "LEADLINE_DATABASE_URL has a value"),
        ])
    func wrongValues(_ variable: String, _ value: String, _ message: String) throws {
        let error = try #require(throws: SettingsError.self) {
            try Settings.load(environment: [variable: value])
        }
        #expect(error.description.contains(message))
        #expect(!error.description.contains("secret"))
    }

    @Test("all that are wrong are named at once, with their source")
    func allProblems() throws {
        let error = try #require(throws: SettingsError.self) {
            try Settings.load(flags: ["pool_size": "0"], environment: ["LEADLINE_PORT": "x"])
        }
        #expect(error.problems.count == 2)
        #expect(error.problems[1].hasPrefix("--pool-size (LEADLINE_POOL_SIZE) is '0'"))
    }

    @Test("unknown variables are told with the nearest name, empty ones count as not given")
    func unknown() throws {
        let loaded = try Settings.load(environment: [
            "LEADLINE_PROT": "1", "LEADLINE_HOST": "", "LEADLINE_ISA": "v3", "OTHER": "1",
            "LEADLINE_QQQQQQQQQQ": "1",
        ])
        #expect(
            loaded.warnings == [
                "The variable LEADLINE_PROT means nothing to Leadline. Did you mean LEADLINE_PORT?",
                "The variable LEADLINE_QQQQQQQQQQ means nothing to Leadline.",
            ])
        #expect(loaded.settings.host == "127.0.0.1")
    }

    @Test("are shown with their source and without secrets")
    func rendering() throws {
        let loaded = try Settings.load(environment: [
            "LEADLINE_API_KEYS": "geheim1, geheim2",
            "LEADLINE_DATABASE_URL": "postgresql://app:geheim@db:5432/leads?sslmode=require",
        ])
        let text = loaded.rendered()
        #expect(!text.contains("geheim"))
        #expect(text.contains("LEADLINE_API_KEYS=***,*** "))
        #expect(
            text.contains(
                "LEADLINE_DATABASE_URL=postgresql://app:***@db:5432/leads?sslmode=require  (environment)"
            ))
        #expect(text.contains("LEADLINE_MODEL="))
        #expect(text.split(separator: "\n").count == Setting.all.count)
    }

    @Test(
        "a password never shows in a connection string",
        arguments: [
            "postgres://u:geheim@h/d", "postgres://u:ge@geheim@h/d", "postgres://u:x/geheim@h/d",
            "postgres://u:x?geheim@h/d", "postgres://h/d?user=u&password=geheim&x=y",
            "postgres://h/d?PASSWORD=geheim", "host=h password=geheim user=u",
            "host=h password = 'geh\\'eim geheim' user=u", "password='a geheim", "geheim",
        ])
    func passwords(_ url: String) {
        #expect(!DatabaseURL.masked(url).contains("geheim"))
    }

    @Test("a connection string without a password is shown as it is")
    func harmless() {
        for url in ["postgres://u@h:5432/d?sslmode=require", "host=h user=u dbname=d"] {
            #expect(DatabaseURL.masked(url) == url)
        }
    }

    @Test("a file that is missing, no object or of wrong types is a clear error")
    func wrongFiles() throws {
        #expect(throws: SettingsError.self) {
            try Settings.load(flags: ["config": "/nonexistent.json"], environment: [:])
        }
        let path = FileManager.default.temporaryDirectory
            .appending(path: "leadline-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for json in [
            "[1]", "{\"port\":", "{\"port\": {\"a\": 1}}", "{\"host\": {\"a\": 1}}",
            "{\"port\": 1.5}", "{\"demo\": null}",
        ] {
            try Data(json.utf8).write(to: URL(filePath: path))
            #expect(throws: SettingsError.self, "\(json)") {
                try Settings.load(flags: ["config": path], environment: [:])
            }
        }
    }
}
