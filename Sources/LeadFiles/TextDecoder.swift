/// Turns the bytes of a file into UTF-8, piece by piece.
///
/// Anything that isn't in the encoding is an error with its offset: replacing it would lose data.
struct TextDecoder {
    let encoding: TextEncoding
    /// The offset in the file at which decoding began.
    let start: Int64
    /// The offset in the file of the first byte not yet decoded.
    private(set) var offset: Int64
    /// The bytes of a character whose rest has not been read yet.
    private var pending: [UInt8] = []

    init(encoding: TextEncoding, offset: Int64) {
        self.encoding = encoding
        self.offset = offset
        start = offset
    }

    /// Appends the decoded form of a piece; what is left of a split character waits for the next.
    mutating func decode(
        _ piece: [UInt8], into output: inout [UInt8]
    ) throws(LeadFileError) {
        let input = pending.isEmpty ? piece : pending + piece
        let used: Int
        switch encoding {
        case .utf8: used = try decodeUTF8(input, into: &output)
        case .latin1, .windows1252: used = try decodeSingleBytes(input, into: &output)
        case .utf16LittleEndian: used = try decodeUTF16(input, high: 1, into: &output)
        case .utf16BigEndian: used = try decodeUTF16(input, high: 0, into: &output)
        }
        pending = Array(input[used...])
        offset += Int64(used)
    }

    /// Checks that the file didn't end within a character.
    func finish() throws(LeadFileError) {
        guard pending.isEmpty else { throw wrong(at: 0, byte: pending[0]) }
    }

    private func decodeUTF8(
        _ input: [UInt8], into output: inout [UInt8]
    ) throws(LeadFileError) -> Int {
        var index = 0
        while index < input.count {
            if input[index] < 0x80 {
                index += 1
                continue
            }
            switch UTF8Sequence.length(in: input, at: index) {
            case .complete(let length): index += length
            case .incomplete:
                output.append(contentsOf: input[..<index])
                return index
            case .invalid: throw wrong(at: index, byte: input[index])
            }
        }
        output.append(contentsOf: input)
        return index
    }

    private func decodeSingleBytes(
        _ input: [UInt8], into output: inout [UInt8]
    ) throws(LeadFileError) -> Int {
        for (index, byte) in input.enumerated() {
            guard byte >= 0x80 else {
                output.append(byte)
                continue
            }
            var scalar = UInt32(byte)
            if encoding == .windows1252, byte < 0xA0 {
                scalar = UInt32(Self.windows1252High[Int(byte) - 0x80])
                if scalar == 0 { throw wrong(at: index, byte: byte) }
            }
            Self.append(scalar, to: &output)
        }
        return input.count
    }

    private func decodeUTF16(
        _ input: [UInt8], high: Int, into output: inout [UInt8]
    ) throws(LeadFileError) -> Int {
        var index = 0
        while index + 1 < input.count {
            let unit = UInt32(input[index + high]) << 8 | UInt32(input[index + 1 - high])
            if unit < 0xD800 || unit > 0xDFFF {
                Self.append(unit, to: &output)
                index += 2
                continue
            }
            guard index + 3 < input.count else {
                if unit > 0xDBFF { throw wrong(at: index, byte: input[index]) }
                break
            }
            let low = UInt32(input[index + 2 + high]) << 8 | UInt32(input[index + 3 - high])
            guard unit <= 0xDBFF, (0xDC00...0xDFFF).contains(low) else {
                throw wrong(at: index, byte: input[index])
            }
            Self.append(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), to: &output)
            index += 4
        }
        return index
    }

    private func wrong(at index: Int, byte: UInt8) -> LeadFileError {
        let place = "The byte at offset \(offset + Int64(index)) is not \(encoding.rawValue)"
        guard encoding == .utf8 else {
            return LeadFileError(.encoding, "\(place). Give another --encoding.")
        }
        return LeadFileError(
            .encoding,
            "\(place) (0x\(String(byte, radix: 16, uppercase: true))); the file looks like "
                + "Windows-1252. Save it as UTF-8, or give --encoding windows-1252.")
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case ..<0x80: output.append(UInt8(scalar))
        case ..<0x800:
            output.append(UInt8(0xC0 | scalar >> 6))
            output.append(UInt8(0x80 | scalar & 0x3F))
        case ..<0x10000:
            output.append(UInt8(0xE0 | scalar >> 12))
            output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(0x80 | scalar & 0x3F))
        default:
            output.append(UInt8(0xF0 | scalar >> 18))
            output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            output.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// Bytes 0x80…0x9F of code page 1252; 0 where it defines nothing.
    private static let windows1252High: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
}
