/// Finds the members of a JSON object or the elements of an array, without decoding their values.
///
/// It finds where values begin and end and no more: whether they are valid JSON is judged by the
/// lead contract, which sees the same bytes.
struct JSONMembers {
    private let bytes: ArraySlice<UInt8>
    private var index: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// The members of an object in their order, or nil when the text is no object.
    static func object(_ text: ArraySlice<UInt8>) -> [(name: String, value: ArraySlice<UInt8>)]? {
        var scan = JSONMembers(text)
        var members: [(name: String, value: ArraySlice<UInt8>)] = []
        guard scan.take(UInt8(ascii: "{")) else { return nil }
        if scan.take(UInt8(ascii: "}")) { return scan.isAtEnd ? members : nil }
        repeat {
            guard let key = scan.value(), let name = string(key), scan.take(UInt8(ascii: ":")),
                let value = scan.value()
            else { return nil }
            members.append((name, value))
        } while scan.take(UInt8(ascii: ","))
        return scan.take(UInt8(ascii: "}")) && scan.isAtEnd ? members : nil
    }

    /// The elements of an array in their order, or nil when the text is no array.
    static func array(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        var scan = JSONMembers(text)
        var elements: [ArraySlice<UInt8>] = []
        guard scan.take(UInt8(ascii: "[")) else { return nil }
        if scan.take(UInt8(ascii: "]")) { return scan.isAtEnd ? elements : nil }
        repeat {
            guard let value = scan.value() else { return nil }
            elements.append(value)
        } while scan.take(UInt8(ascii: ","))
        return scan.take(UInt8(ascii: "]")) && scan.isAtEnd ? elements : nil
    }

    /// The text of a JSON string, or nil when it is none or has an escape that means nothing.
    static func string(_ value: ArraySlice<UInt8>) -> String? {
        guard value.count >= 2, value.first == 0x22, value.last == 0x22 else { return nil }
        let inner = value.dropFirst().dropLast()
        guard inner.contains(0x5C) else { return String(decoding: inner, as: UTF8.self) }
        return JSONEscapes.resolve(inner)
    }

    private var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return index == bytes.endIndex
        }
    }

    private mutating func skipSpace() {
        while index < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard index < bytes.endIndex, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// Steps over one value of any kind and depth, without recursion.
    private mutating func value() -> ArraySlice<UInt8>? {
        skipSpace()
        let start = index
        var depth = 0
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x22:
                guard skipString() else { return nil }
                if depth == 0 { return bytes[start..<index] }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return nonEmpty(start) }
                depth -= 1
                if depth == 0 {
                    index += 1
                    return bytes[start..<index]
                }
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
                if depth == 0 { return nonEmpty(start) }
            default: break
            }
            index += 1
        }
        return depth == 0 ? nonEmpty(start) : nil
    }

    private func nonEmpty(_ start: Int) -> ArraySlice<UInt8>? {
        index > start ? bytes[start..<index] : nil
    }

    private mutating func skipString() -> Bool {
        index += 1
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x22:
                index += 1
                return true
            case 0x5C: index += 2
            default: index += 1
            }
        }
        return false
    }
}
