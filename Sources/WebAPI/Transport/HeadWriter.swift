/// Writes one response into memory that was set aside for it.
@safe struct HeadWriter {
    private let memory: UnsafeMutableRawBufferPointer
    /// The number of bytes written.
    private(set) var count = 0

    init(_ memory: UnsafeMutableRawBufferPointer) { unsafe self.memory = memory }

    mutating func write(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe append($0) }
    }

    mutating func write(_ bytes: [UInt8]) { write(bytes.span) }

    mutating func write(_ text: StaticString) {
        unsafe append(
            UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func write(text: String) { write(text.utf8.span) }

    /// Writes a header; control characters become spaces, so that no value can begin a new line.
    mutating func write(_ header: HeaderField) {
        writeClean(header.name)
        write(": ")
        writeClean(header.value)
        write("\r\n")
    }

    private mutating func writeClean(_ text: String) {
        let start = count
        write(text: text)
        for index in start..<count {
            let byte = unsafe memory[index]
            if byte < 0x20 || byte == 0x7F { unsafe memory[index] = 0x20 }
        }
    }

    /// Writes a number without making a string of it.
    mutating func write(decimal number: Int) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        unsafe precondition(count + 20 <= memory.count, "Too little memory for a response")
        while divisor > 0 {
            unsafe memory[count] = UInt8(ascii: "0") + UInt8(number / divisor % 10)
            count += 1
            divisor /= 10
        }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        unsafe precondition(
            count + bytes.count <= memory.count, "Too little memory for a response")
        guard let source = bytes.baseAddress, let target = unsafe memory.baseAddress else { return }
        unsafe (target + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }
}
