import Glibc

extension String: SchemaValue, TextValue {
    /// Reads a string within its length and pattern; a NUL character is refused.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> String? {
        switch reading.kind(of: node) {
        case .string: break
        case .brokenString:
            reading.refuse(node, .stringUnicode)
            return nil
        default:
            reading.refuse(node, .stringType)
            return nil
        }
        let utf8 = unsafe reading.utf8(of: node)
        if let refusal = unsafe rules.refusal(ofText: utf8) {
            reading.refuse(node, refusal)
            return nil
        }
        return unsafe String(decoding: utf8, as: UTF8.self)
    }

    /// Writes the string.
    public func write(to writer: inout JSONWriter) { writer.write(self) }

    /// A string with its length and pattern.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        rules.textSchema
    }
}

extension String {
    /// The pattern of JSON Schema for texts that hold more than white space, and no NUL.
    public static var notBlankPattern: String {
        #"^[^\x00]*[^\x00\#(LaxForms.whiteSpaces)][^\x00]*$"#
    }
}

extension Constraints {
    /// The pattern that refuses NUL, which PostgreSQL cannot store.
    static let withoutNUL = "^[^\\x00]*$"

    func refusal(ofText utf8: UnsafeBufferPointer<UInt8>) -> Refusal? {
        let bytes = utf8.count
        if let most = limits.maximumLength, bytes > most, unsafe Self.length(utf8) > most {
            return .stringTooLong(most)
        }
        if let least = limits.minimumLength, bytes < 4 * least, unsafe Self.length(utf8) < least {
            return .stringTooShort(least)
        }
        if let pattern = limits.pattern, unsafe !pattern.matches(utf8) {
            return .stringPatternMismatch(pattern.source)
        }
        if let base = utf8.baseAddress, unsafe memchr(base, 0, bytes) != nil {
            return .stringPatternMismatch(Self.withoutNUL)
        }
        return nil
    }

    /// The number of code points: all bytes but those that continue one.
    static func length(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for index in 0..<utf8.count where unsafe utf8[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    var textSchema: JSONObject {
        var schema: JSONObject = ["type": "string"]
        if let least = limits.minimumLength { schema["minLength"] = .integer(Int64(least)) }
        if let most = limits.maximumLength { schema["maxLength"] = .integer(Int64(most)) }
        schema["pattern"] = .string(limits.pattern?.source ?? Self.withoutNUL)
        return schema
    }
}
