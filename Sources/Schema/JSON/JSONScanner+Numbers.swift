extension JSONScanner {
    /// Reads a literal; false when none stands here.
    mutating func scanWord() -> Bool {
        if skip("null") {
            tape.append(TapeWord.null)
        } else if skip("true") {
            tape.append(TapeWord.yes)
        } else if skip("false") {
            tape.append(TapeWord.no)
        } else if skip("NaN") {
            tape.append(number: .nan)
        } else if skip("Infinity") {
            tape.append(number: .infinity)
        } else if skip("-Infinity") {
            tape.append(number: -.infinity)
        } else {
            return false
        }
        return true
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= count else { return false }
        for offset in 0..<length where unsafe self[index + offset] != word.utf8Start[offset] {
            return false
        }
        index += length
        return true
    }

    mutating func scanNumber() throws(Problem) {
        let start = index
        if current == UInt8(ascii: "-") { index += 1 }
        let firstDigit = index
        skipDigits()
        guard index > firstDigit else { throw Problem("Expecting value", at: start) }
        // After a leading zero no digit may follow; what stands there is left over.
        if self[firstDigit] == UInt8(ascii: "0") { index = firstDigit + 1 }
        let whole = index
        skipFraction()
        skipExponent()
        let text = unsafe Array(self[start..<index])
        if index > whole {
            tape.append(number: PythonText.double(text) ?? .nan)
        } else if let value = Int64(String(decoding: text, as: UTF8.self)) {
            tape.append(integer: value)
        } else {
            tape.append(utf8: text, TapeWord.bigInteger)
        }
    }

    private mutating func skipDigits() {
        while current >= UInt8(ascii: "0"), current <= UInt8(ascii: "9") { index += 1 }
    }

    private mutating func skipFraction() {
        guard current == UInt8(ascii: ".") else { return }
        let point = index
        index += 1
        skipDigits()
        if index == point + 1 { index = point }
    }

    private mutating func skipExponent() {
        guard current | 0x20 == UInt8(ascii: "e") else { return }
        let mark = index
        index += 1
        if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
        let firstDigit = index
        skipDigits()
        if index == firstDigit { index = mark }
    }
}
