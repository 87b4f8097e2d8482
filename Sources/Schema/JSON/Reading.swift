/// A document while it is read: what its nodes hold, and the issues found so far.
///
/// It is valid only during the call that hands it over; the pointers stay inside this type.
@safe public struct Reading {
    let tape: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>

    /// The issues found so far; their locations are reversed until the document is done.
    var issues: [ValidationIssue] = []
    /// Whether values are taken only in their own JSON type (Pydantic's strict mode).
    public internal(set) var isStrict = false
    /// Whether the values read now are personal data, which no issue may echo.
    public internal(set) var hidesInput = false
    /// Whether every value came as text, as parameters of a URL and headers do.
    let isText: Bool

    init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, isText: Bool = false) {
        unsafe self.tape = tape
        unsafe self.strings = strings
        self.isText = isText
    }

    /// What a node is.
    public func kind(of node: JSONNode) -> JSONNode.Kind {
        switch type(at: node.index) {
        case TapeWord.string: .string
        case TapeWord.signed: .integer
        case TapeWord.unsigned, TapeWord.bigInteger: .bigInteger
        case TapeWord.double: .number
        case TapeWord.yes, TapeWord.no: .bool
        case TapeWord.object: .object
        case TapeWord.array: .array
        case TapeWord.brokenString: .brokenString
        default: .null
        }
    }

    /// Whether a node is `null`.
    public func isNull(_ node: JSONNode) -> Bool { type(at: node.index) == TapeWord.null }

    func word(at index: Int) -> UInt64 { unsafe tape[index] }

    func type(at index: Int) -> UInt8 { unsafe TapeWord.type(of: tape[index]) }

    /// The index of the word behind a node.
    func end(of index: Int) -> Int {
        switch type(at: index) {
        case TapeWord.signed, TapeWord.unsigned, TapeWord.double: index + 2
        // The payload's low half is the index; the high half a saturating count of elements.
        case TapeWord.object, TapeWord.array: Int(word(at: index) & 0xFFFF_FFFF)
        default: index + 1
        }
    }

    /// The bytes of a string or of a big integer's digits.
    func utf8(of node: JSONNode) -> UnsafeBufferPointer<UInt8> {
        unsafe utf8(at: TapeWord.payload(of: word(at: node.index)))
    }

    func utf8(at offset: Int) -> UnsafeBufferPointer<UInt8> {
        let start = unsafe strings + offset
        let count = unsafe UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return unsafe UnsafeBufferPointer(start: start + 4, count: Int(count))
    }

    func isTrue(_ node: JSONNode) -> Bool { type(at: node.index) == TapeWord.yes }

    func integer(of node: JSONNode) -> Int64 { Int64(bitPattern: word(at: node.index + 1)) }

    func number(of node: JSONNode) -> Double { Double(bitPattern: word(at: node.index + 1)) }

    /// A string node's text; nil for every other kind.
    public func string(of node: JSONNode) -> String? {
        guard type(at: node.index) == TapeWord.string else { return nil }
        return unsafe String(decoding: utf8(of: node), as: UTF8.self)
    }
}
