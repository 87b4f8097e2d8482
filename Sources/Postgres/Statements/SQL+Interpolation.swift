extension SQL: ExpressibleByStringInterpolation {
    /// Takes a literal without values.
    public init(stringLiteral value: String) {
        self.init(text: value, parameters: Parameters())
    }

    /// Takes a literal with values.
    public init(stringInterpolation: StringInterpolation) {
        self.init(text: stringInterpolation.text, parameters: stringInterpolation.parameters)
    }

    /// Gathers the pieces of a statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var parameters = Parameters()

        /// Makes room for a literal.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 3 * interpolationCount)
            parameters.slots.reserveCapacity(interpolationCount)
        }

        /// Appends literal text.
        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// Appends `$n` and keeps the value as its parameter.
        public mutating func appendInterpolation(_ value: some PostgresEncodable) {
            parameters.append(value, placeholder: appendPlaceholder())
        }

        /// Appends `$n` and keeps the value, or NULL, as its parameter.
        public mutating func appendInterpolation<T: PostgresEncodable>(_ value: T?) {
            parameters.append(value, placeholder: appendPlaceholder())
        }

        /// Appends another statement as a part, with its parameters renumbered.
        public mutating func appendInterpolation(_ part: SQL) {
            var written = part.text.utf8.startIndex
            var position = 0
            for (index, slot) in part.parameters.slots.enumerated() {
                let utf8 = part.text.utf8
                let start = utf8.index(written, offsetBy: slot.placeholder.lowerBound - position)
                text += part.text[written..<start]
                written = utf8.index(start, offsetBy: slot.placeholder.count)
                position = slot.placeholder.upperBound
                appendSlot(index, of: part.parameters)
            }
            text += part.text[written...]
        }

        /// Appends a name in double quotes, so that it can be nothing but a name.
        public mutating func appendInterpolation(identifier name: String) {
            text += SQL.quoted(identifier: name)
        }

        /// Appends text as it is: whoever can influence it can do anything to the database.
        public mutating func appendInterpolation(unsafeSQL raw: String) {
            text += raw
        }

        private mutating func appendSlot(_ index: Int, of other: Parameters) {
            let placeholder = appendPlaceholder()
            let slot = other.slots[index]
            parameters.buffer.append(
                bytes: Array(other.buffer.bytes[other.start(of: index)..<slot.end]))
            parameters.slots.append(
                Parameters.Slot(
                    type: slot.type, isNull: slot.isNull, end: parameters.buffer.count,
                    placeholder: placeholder))
        }

        /// Appends the next `$n` and tells where it stands.
        private mutating func appendPlaceholder() -> Range<Int> {
            let start = text.utf8.count
            let number = parameters.slots.count + 1
            text += "$"
            text += number < 10 ? Self.digits[number] : String(number)
            return start..<text.utf8.count
        }

        private static let digits = (0..<10).map(String.init)
    }

    /// A name in double quotes; a NUL, which no name can hold, is left out.
    static func quoted(identifier name: String) -> String {
        var quoted = "\""
        for scalar in name.unicodeScalars where scalar != "\0" {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
