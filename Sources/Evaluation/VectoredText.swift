/// The vector of a text and the class that it belongs to; nil if the model gives it none.
struct VectoredText: Sendable {
    var label: String
    var vector: [Float]?
}
