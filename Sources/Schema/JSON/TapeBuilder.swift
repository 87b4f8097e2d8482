/// Builds a tape in simdjson's layout, for what simdjson itself does not read.
struct TapeBuilder {
    private(set) var words: [UInt64] = [TapeWord.make(TapeWord.root)]
    private var strings: [UInt8] = []

    /// Begins an array or object; `end` needs the returned place.
    mutating func begin() -> Int {
        words.append(0)
        return words.count - 1
    }

    /// Ends the array or object that began at `start`.
    mutating func end(_ start: Int, _ type: UInt8, count: Int) {
        let closing = type == TapeWord.object ? TapeWord.endObject : TapeWord.endArray
        words.append(TapeWord.make(closing, start))
        words[start] = TapeWord.make(type, words.count | min(count, 0xFF_FFFF) << 32)
    }

    mutating func append(_ type: UInt8) { words.append(TapeWord.make(type)) }

    mutating func append(integer: Int64) {
        words.append(TapeWord.make(TapeWord.signed))
        words.append(UInt64(bitPattern: integer))
    }

    mutating func append(number: Double) {
        words.append(TapeWord.make(TapeWord.double))
        words.append(number.bitPattern)
    }

    mutating func append(string: String) { append(utf8: string.utf8, TapeWord.string) }

    mutating func append(utf8: some Collection<UInt8>, _ type: UInt8) {
        words.append(TapeWord.make(type, strings.count))
        let count = UInt32(truncatingIfNeeded: utf8.count)
        for shift in [0, 8, 16, 24] { strings.append(UInt8(truncatingIfNeeded: count >> shift)) }
        strings.append(contentsOf: utf8)
    }

    /// Lets `body` read the value that was built.
    func read<Value>(
        prefix: [LocationStep], isText: Bool, _ body: (inout Reading, JSONNode) -> Value?
    ) throws(ValidationFailure) -> Value {
        // A terminator, as simdjson writes, keeps the buffers from being empty.
        let (words, strings) = (words + [0], strings + [0])
        var issues: [ValidationIssue] = []
        let value = unsafe words.withUnsafeBufferPointer { words -> Value? in
            unsafe strings.withUnsafeBufferPointer { strings -> Value? in
                guard let tape = words.baseAddress, let text = strings.baseAddress else {
                    return nil
                }
                var reading = unsafe Reading(tape: tape, strings: text, isText: isText)
                let value = body(&reading, JSONNode(index: 1))
                issues = reading.located(behind: prefix)
                return value
            }
        }
        guard let value, issues.isEmpty else { throw ValidationFailure(issues: issues) }
        return value
    }
}
