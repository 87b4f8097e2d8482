extension Contract {
    /// Writes a value as a JSON object, its members in the order of the fields.
    public func encode(_ value: Root, into writer: inout JSONWriter) {
        writer.beginObject()
        body.writeMembers(of: value, to: &writer)
        writer.endObject()
    }

    /// A value as JSON text.
    public func encode(_ value: Root) -> [UInt8] {
        var writer = JSONWriter()
        encode(value, into: &writer)
        return writer.bytes
    }
}
