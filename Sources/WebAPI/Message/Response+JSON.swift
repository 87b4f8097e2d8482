public import Schema

extension Response {
    /// A response whose body is the value as its contract encodes it.
    public static func json(
        _ value: some SchemaValue, status: ResponseStatus = .ok, headers: [HeaderField] = []
    ) -> Response {
        .json(status: status, headers: headers) { value.write(to: &$0) }
    }

    /// A response whose body is the JSON that `write` writes.
    public static func json(
        status: ResponseStatus = .ok, headers: [HeaderField] = [], mediaType: MediaType = .json,
        write: (inout JSONWriter) -> Void
    ) -> Response {
        var writer = JSONWriter()
        write(&writer)
        return Response(status, mediaType, .bytes(writer.bytes), headers)
    }

    /// 200 with a value.
    public static func ok(_ value: some SchemaValue, headers: [HeaderField] = []) -> Response {
        .json(value, headers: headers)
    }

    /// 201 with the value that was made and, in `Location`, where it can be had.
    public static func created(
        _ value: some SchemaValue, location: String? = nil, headers: [HeaderField] = []
    ) -> Response {
        let all = location.map { [.location($0)] + headers } ?? headers
        return .json(value, status: .created, headers: all)
    }

    /// 202 with a value.
    public static func accepted(_ value: some SchemaValue, headers: [HeaderField] = []) -> Response
    {
        .json(value, status: .accepted, headers: headers)
    }

    /// 204.
    public static var noContent: Response { .empty() }
}
