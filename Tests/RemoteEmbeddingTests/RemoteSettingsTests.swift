import Embedding
import Testing

@testable import RemoteEmbedding

@Suite("Settings of remote models")
struct RemoteSettingsTests {
    private func manifest(_ members: String) throws -> ModelManifest {
        let json = """
            {"name": "far", "kind": "remote", "dimensions": 2, "max_tokens": 512, "files": [],
             "remote_model": "m", "licence": "none", "origin": "this test", "how_made": "by hand",
             "lead_text_version": 1, \(members)}
            """
        return try ModelManifest(json: Array(json.utf8))
    }

    private static let url = #""url": "https://user:pass@example.org/v1/embeddings?key=s""#

    @Test("the limits come from the manifest, the key from the variable that it names")
    func limits() throws {
        let manifest = try manifest(
            Self.url + #", "key_variable": "FAR_KEY", "limits": {"batch_size": 7, "#
                + #""concurrency": 2, "timeout_seconds": 9, "attempts": 3, "#
                + #""patience_milliseconds": 500, "token_limit": 1000}"#)
        let endpoint = try #require(manifest.endpoint)
        let settings = try RemoteSettings(endpoint, environment: ["FAR_KEY": "secret"])
        #expect(settings.apiKey == "secret")
        #expect(settings.batchSize == 7 && settings.concurrency == 2 && settings.timeout == 9)
        #expect(settings.attempts == 3 && settings.patience == 500)
        #expect(settings.tokenLimit == 1000)
        #expect(!settings.description.contains("secret"))
    }

    @Test(
        "a key that is missing or can't be one is an error that names the variable",
        arguments: [nil, "", "two words", "line\nbreak"] as [String?])
    func key(value: String?) throws {
        let manifest = try manifest(Self.url + #", "key_variable": "FAR_KEY""#)
        let endpoint = try #require(manifest.endpoint)
        let error = #expect(throws: ModelError.self) {
            try RemoteSettings(endpoint, environment: value.map { ["FAR_KEY": $0] } ?? [:])
        }
        #expect(error?.code == .keyMissing)
        #expect(error?.message.contains("FAR_KEY") == true)
        #expect(error?.message.contains("pass") == false)
    }

    @Test("the address is shown without user, password and query")
    func place() throws {
        let endpoint = try #require(try manifest(Self.url).endpoint)
        #expect(endpoint.place == "https://example.org/v1/embeddings")
    }

    @Test(
        "a manifest with something wrong is refused, and the error names it",
        arguments: [
            (#""url": "ftp://example.org""#, "url"),
            (#""url": "http://h", "limits": {"batch": 3}"#, "batch"),
            (#""url": "http://h", "limits": {"batch_size": 0}"#, "batch_size"),
            (#""url": "http://h", "key_variable": "sk-12345""#, "key_variable"),
        ])
    func refusals(members: String, named: String) {
        let error = #expect(throws: ModelError.self) { try manifest(members) }
        #expect(error?.code == .manifestInvalid)
        #expect(error?.message.contains(named) == true)
        #expect(error?.message.contains("sk-12345") == false)
    }

    @Test("other limits and another key are the same model")
    func identity() throws {
        let one = try manifest(Self.url + #", "limits": {"batch_size": 7}"#)
        let other = try manifest(Self.url + #", "key_variable": "OTHER""#)
        #expect(one.identity == other.identity)
    }

    @Test(
        "Retry-After is understood as seconds and as a moment by the service's clock",
        arguments: [
            ("120", 120.0), ("0", 0), ("1.5", 1.5), ("-1", nil), ("soon", nil), ("inf", nil),
            ("Sun, 06 Nov 1994 08:51:37 GMT", 120), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 00:00:00 GMT", 925_053_023), ("Sun, 99 Nov 1994 08:00:00 GMT", nil),
        ] as [(String, Double?)])
    func retryAfter(value: String, seconds: Double?) {
        #expect(RetryAfter.seconds(value, date: "Sun, 06 Nov 1994 08:49:37 GMT") == seconds)
        if value.hasSuffix("GMT") { #expect(RetryAfter.seconds(value, date: nil) == nil) }
    }
}
