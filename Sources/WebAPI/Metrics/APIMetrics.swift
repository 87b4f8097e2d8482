import Schema
import Synchronization

/// What was asked of each operation, how it ended and how long it took.
public final class APIMetrics: Sendable {
    private let operations = Mutex<[OperationMetrics]>([])

    /// Counters for no operation yet; `API` adds its own.
    public init() {}

    /// Makes the counters of operations and of requests that no operation took.
    func counters(for operations: [Operation]) -> [OperationMetrics] {
        let counters =
            operations.map { OperationMetrics(name: $0.id) }
            + [OperationMetrics(name: "none")]
        self.operations.withLock { $0 = counters }
        return counters
    }

    /// Everything in Prometheus' text exposition format, version 0.0.4; durations are seconds.
    public func text() -> String {
        let all = operations.withLock { $0 }
        var text = """
            # HELP http_requests_total Requests answered, by operation and status.
            # TYPE http_requests_total counter

            """
        for counters in all {
            for (status, count) in counters.responses {
                let labels = "operation=\"\(counters.name)\",status=\"\(status)\""
                text += "http_requests_total{\(labels)} \(count)\n"
            }
        }
        text += """
            # HELP http_request_duration_seconds Time from the whole request to its response.
            # TYPE http_request_duration_seconds histogram

            """
        for counters in all { text += Self.histogram(of: counters) }
        return text
    }

    private static func histogram(of counters: OperationMetrics) -> String {
        let metric = "http_request_duration_seconds"
        let label = "operation=\"\(counters.name)\""
        var text = ""
        var total: UInt64 = 0
        for bucket in 0...OperationMetrics.bounds.count {
            total += counters.count(inBucket: bucket)
            let bound =
                bucket < OperationMetrics.bounds.count
                ? "\(Double(OperationMetrics.bounds[bucket]) / 1e9)" : "+Inf"
            text += "\(metric)_bucket{\(label),le=\"\(bound)\"} \(total)\n"
        }
        guard total > 0 else { return "" }
        return text + "\(metric)_sum{\(label)} \(counters.seconds)\n"
            + "\(metric)_count{\(label)} \(total)\n"
    }
}

extension Operation {
    /// The operation that Prometheus reads.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - metrics: the counters.
    ///   - security: whether a key is needed.
    ///   - more: further text in the same format, each line ended.
    /// - Returns: the operation.
    public static func metrics(
        at path: PathTemplate = "/metrics", _ metrics: APIMetrics, security: SecurityRule = .open,
        more: @escaping @Sendable () async throws -> String = { "" }
    ) -> Operation {
        Operation(
            .get, path, id: "metrics", summary: "Metrics for Prometheus", tags: ["operations"],
            answers: [Answer(.ok, .metrics, schema: { _ in ["type": "string"] })],
            security: security
        ) { _ in
            .text(metrics.text() + (try await more()), .metrics)
        }
    }
}
