import NIOCore

/// The headers of a request, left in the bytes they were received in until someone asks for one.
struct RequestHeaders: Sendable {
    private let head: ByteBuffer
    private let fieldsStart: Int

    init(_ head: RequestHead) {
        self.head = head.bytes ?? ByteBuffer()
        fieldsStart = head.fieldsStart
    }

    /// The first header of this name in any case, or nil.
    func first(_ name: String) -> String? {
        var found: String?
        forEach { bytes, field in
            if found == nil, bytes.isNamed(field.name, name) { found = bytes.text(field.value) }
        }
        return found
    }

    /// Every header of this name in any case.
    subscript(name: String) -> [String] {
        var found: [String] = []
        forEach { bytes, field in
            if bytes.isNamed(field.name, name) { found.append(bytes.text(field.value)) }
        }
        return found
    }

    /// All names and values in their order.
    var all: [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        forEach { bytes, field in
            found.append((name: bytes.text(field.name), value: bytes.text(field.value)))
        }
        return found
    }

    /// The text at a place that was noted while the head was read, or nil where none was.
    func text(_ place: KnownHeaders.Place) -> String? {
        place.isThere ? head.readableBytesUInt8Span.text(place.range) : nil
    }

    /// The text at a place in the head.
    func text(_ range: Range<Int>) -> String { head.readableBytesUInt8Span.text(range) }

    /// Calls `body` with the bytes at a place in the head.
    func withBytes<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
        body(head.readableBytesUInt8Span.extracting(range))
    }

    /// Whether `lower`, an ASCII text in lower case, stands at a place, but for the case of letters.
    func isCaseless(_ place: KnownHeaders.Place, _ lower: StaticString) -> Bool {
        place.isThere && head.readableBytesUInt8Span.isCaseless(place.range, lower)
    }

    private func forEach(_ body: (Span<UInt8>, FieldLine) -> Void) {
        let bytes = head.readableBytesUInt8Span
        var start = fieldsStart
        // The lines were read before, so each of them is one, but for the empty one at the end.
        while let end = bytes.endOfLine(from: start), let line = try? bytes.line(start, end),
            let field = try? FieldLine(bytes, line)
        {
            body(bytes, field)
            start = end
        }
    }
}
