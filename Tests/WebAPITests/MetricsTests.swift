import Testing
import WebAPITesting

@testable import WebAPI

@Suite("Metrics") struct MetricsTests {
    @Test("Responses are counted by operation and status")
    func counts() async throws {
        let metrics = APIMetrics()
        let more = Operation.metrics(metrics) { "leads_total 7\n" }
        let transport = TestTransport(try Sample.api([more], metrics: metrics))
        for id in [1, 2, 500] { _ = try await transport.send(.get, "/api/notes/\(id)") }
        _ = try await transport.send(.get, "/nowhere")
        let response = try await transport.send(.get, "/metrics")
        #expect(response.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
        for line in [
            #"http_requests_total{operation="get_note",status="200"} 2"#,
            #"http_requests_total{operation="get_note",status="404"} 1"#,
            #"http_requests_total{operation="none",status="404"} 1"#,
            #"http_request_duration_seconds_count{operation="get_note"} 3"#,
            #"http_request_duration_seconds_bucket{operation="get_note",le="+Inf"} 3"#,
            "leads_total 7",
        ] { #expect(response.text.contains("\(line)\n"), "\(line)") }
    }

    @Test(
        "A duration falls into the first bucket that holds it",
        arguments: [
            (0, 0), (100_000, 0), (100_001, 1), (1_000_000, 3), (10_000_000_000, 14),
            (10_000_000_001, 15), (UInt64.max, 15),
        ] as [(UInt64, Int)])
    func buckets(nanoseconds: UInt64, bucket: Int) {
        let metrics = OperationMetrics(name: "x")
        metrics.record(.ok, nanoseconds: nanoseconds)
        for index in 0...15 {
            #expect(metrics.count(inBucket: index) == (index == bucket ? 1 : 0))
        }
    }
}
