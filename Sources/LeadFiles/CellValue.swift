/// One value of a row before it becomes part of a lead.
enum CellValue: Equatable {
    /// Text of a delimited file or a JSON string.
    case text(String)
    /// Several answers to one question.
    case list([String])
    /// Another JSON value, taken as it is.
    case json([UInt8])

    /// The value of a JSON text; nil for `null`.
    init?(json value: ArraySlice<UInt8>) {
        if value.elementsEqual(Array("null".utf8)) { return nil }
        if let text = JSONMembers.string(value) {
            self = .text(text)
        } else if let texts = JSONMembers.array(value)?.map(JSONMembers.string),
            texts.allSatisfy({ $0 != nil })
        {
            self = .list(texts.compactMap(\.self))
        } else {
            self = .json(Array(value))
        }
    }

    /// Whether there is nothing in it.
    var isEmpty: Bool {
        switch self {
        case .text(let text): text.trimmed.isEmpty
        case .list(let texts): texts.isEmpty
        case .json: false
        }
    }

    /// The value as JSON.
    var json: [UInt8] {
        switch self {
        case .text(let text): JSONText.string(text)
        case .list(let texts): JSONText.array(texts)
        case .json(let bytes): bytes
        }
    }
}
