/// A pgvector `vector` of up to 16,000 single-precision numbers.
///
/// The binary form is that of pgvector's `vector_recv`: dimensions and an unused number (two bytes
/// each), then the numbers.
public struct Vector: Hashable, Sendable {
    /// The numbers; pgvector refuses NaN and infinities.
    public var elements: [Float]

    /// Takes the numbers of a vector.
    public init(_ elements: [Float]) {
        self.elements = elements
    }

    /// Appends the binary form of a vector that lies elsewhere, without a copy of it.
    public static func encode(_ elements: Span<Float>, into buffer: inout PostgresBuffer) {
        buffer.append(integer: Int16(truncatingIfNeeded: elements.count))
        buffer.append(integer: Int16(0))
        buffer.append(floats: elements)
    }

    /// Writes the numbers of a binary vector to the given place, without an array in between.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when the vector has another length.
    public static func decode(
        _ bytes: Span<UInt8>, into output: inout MutableSpan<Float>
    ) throws(PostgresError) {
        let count = try checkedCount(bytes, elementSize: 4)
        guard count == output.count else {
            throw .decoding("expected \(output.count) dimensions, got \(count)")
        }
        unsafe bytes.withUnsafeBytes { raw in
            for index in 0..<count {
                let word = unsafe raw.loadUnaligned(fromByteOffset: 4 + 4 * index, as: UInt32.self)
                output[index] = Float(bitPattern: UInt32(bigEndian: word))
            }
        }
    }

    /// The number of elements that the header tells, when the bytes have that length.
    static func checkedCount(_ bytes: Span<UInt8>, elementSize: Int) throws(PostgresError) -> Int {
        var position = 0
        let count = Int(try bytes.read(UInt16.self, at: &position))
        guard bytes.count == 4 + count * elementSize else {
            throw .decoding("\(bytes.count) bytes are no vector of \(count) dimensions")
        }
        return count
    }
}

extension Vector: PostgresEncodable, PostgresDecodable {
    /// `vector`.
    public static var postgresType: PostgresType { .vector }

    /// Appends dimensions and numbers.
    public func encode(into buffer: inout PostgresBuffer) {
        Self.encode(elements.span, into: &buffer)
    }

    /// Reads dimensions and numbers.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Vector {
        let count = try checkedCount(bytes, elementSize: 4)
        var position = 4
        var elements: [Float] = []
        elements.reserveCapacity(count)
        for _ in 0..<count {
            elements.append(Float(bitPattern: try bytes.read(UInt32.self, at: &position)))
        }
        return Vector(elements)
    }
}
