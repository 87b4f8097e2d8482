extension JSONWriter {
    /// Writes `null`.
    public mutating func writeNull() { literal("null") }

    /// Writes `true` or `false`.
    public mutating func write(_ value: Bool) { literal(value ? "true" : "false") }

    /// Writes a whole number.
    public mutating func write(_ value: some FixedWidthInteger & SignedInteger) {
        separate()
        appendDigits(value.magnitude, negative: value < 0)
    }

    /// Writes a number in the fewest digits that read back the same; what is not finite as `null`.
    ///
    /// JSON has no infinity and no NaN (RFC 8259, section 6).
    public mutating func write(_ value: Double) {
        guard value.isFinite else { return writeNull() }
        separate()
        appendText(value.description)
    }

    /// Writes a number in the fewest digits that read back the same; what is not finite as `null`.
    public mutating func write(_ value: Float) {
        guard value.isFinite else { return writeNull() }
        separate()
        appendText(value.description)
    }

    /// Writes a string with the escapes that JSON needs; other characters stand as UTF-8.
    public mutating func write(_ value: String) {
        separate()
        var value = value
        value.withUTF8 { utf8 in unsafe appendQuoted(utf8) }
    }

    /// Writes any JSON value.
    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: writeNull()
        case .bool(let value): write(value)
        case .integer(let value): write(value)
        case .number(let value): write(value)
        case .bigInteger(let digits): raw(digits.utf8)
        case .string(let value): write(value)
        case .array(let values):
            beginArray()
            for value in values { write(value) }
            endArray()
        case .object(let object): write(object)
        }
    }

    /// Writes an object, its members in their order.
    public mutating func write(_ object: JSONObject) {
        beginObject()
        for member in object.members {
            key(member.name)
            write(member.value)
        }
        endObject()
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        unsafe append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
