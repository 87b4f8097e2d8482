import Schema

/// How refusals are written.
enum ProblemBody {
    /// 422 with every issue.
    static func response(to failure: ValidationFailure, of request: Request) -> Response {
        guard request.wantsProblem else {
            return .json(status: .unprocessable) { failure.encodeFastAPI(into: &$0) }
        }
        return .json(status: .unprocessable, mediaType: .problem) { writer in
            failure.encodeProblem(into: &writer, instance: request.id)
        }
    }

    /// Any other refusal.
    static func response(to problem: HTTPProblem, of request: Request) -> Response {
        guard request.wantsProblem else {
            return .json(status: problem.status, headers: problem.headers) { writer in
                writer.beginObject()
                writer.key("detail" as StaticString)
                writer.write(problem.detail)
                writeCode(of: problem, to: &writer)
                writer.endObject()
            }
        }
        return .json(status: problem.status, headers: problem.headers, mediaType: .problem) {
            writeProblem(problem, instance: request.id, to: &$0)
        }
    }

    private static func writeProblem(
        _ problem: HTTPProblem, instance: String, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("type" as StaticString)
        writer.write("about:blank")
        writer.key("title" as StaticString)
        writer.write(problem.status.reason)
        writer.key("status" as StaticString)
        writer.write(problem.status.code)
        writer.key("detail" as StaticString)
        writer.write(problem.detail)
        writer.key("instance" as StaticString)
        writer.write(instance)
        writeCode(of: problem, to: &writer)
        writer.endObject()
    }

    private static func writeCode(of problem: HTTPProblem, to writer: inout JSONWriter) {
        guard let code = problem.code else { return }
        writer.key("code" as StaticString)
        writer.write(code)
    }
}
