/// One query of several that are answered together.
public struct VectorQuery: Sendable {
    /// The vector, of the index's dimensions; its length need not be 1.
    public var vector: [Float]
    /// How many rows are wanted.
    public var k: Int
    /// The rows that may be returned; nil for all.
    public var filter: RowBitmap?

    /// Makes a query of its parts.
    public init(vector: [Float], k: Int, filter: RowBitmap? = nil) {
        self.vector = vector
        self.k = k
        self.filter = filter
    }
}
