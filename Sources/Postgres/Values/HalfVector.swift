/// A pgvector `halfvec` of up to 16,000 half-precision numbers.
public struct HalfVector: Hashable, Sendable {
    /// The numbers as IEEE 754 half precision.
    public var elements: [Float16]

    /// Takes the numbers of a vector.
    public init(_ elements: [Float16]) {
        self.elements = elements
    }
}

extension HalfVector: PostgresEncodable, PostgresDecodable {
    /// `halfvec`.
    public static var postgresType: PostgresType { .halfvec }

    /// Appends dimensions and numbers.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: Int16(truncatingIfNeeded: elements.count))
        buffer.append(integer: Int16(0))
        for element in elements {
            buffer.append(integer: element.bitPattern)
        }
    }

    /// Reads dimensions and numbers.
    public static func decode(
        _ bytes: Span<UInt8>, type: UInt32
    ) throws(PostgresError) -> HalfVector {
        let count = try Vector.checkedCount(bytes, elementSize: 2)
        var position = 4
        var elements: [Float16] = []
        elements.reserveCapacity(count)
        for _ in 0..<count {
            elements.append(Float16(bitPattern: try bytes.read(UInt16.self, at: &position)))
        }
        return HalfVector(elements)
    }
}
