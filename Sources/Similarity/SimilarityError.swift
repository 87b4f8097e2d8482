/// What the similarity core refuses, and why.
///
/// `description` never shows the numbers of a vector.
public struct SimilarityError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of refusal, stable over releases.
    public enum Code: String, Sendable {
        /// A vector, or a batch of vectors, has the wrong length.
        case wrongDimensions = "wrong_dimensions"
        /// A vector holds NaN or an infinity.
        case notFinite = "not_finite"
        /// A vector has length zero, so it has no direction to compare.
        case zeroVector = "zero_vector"
        /// No vector is stored under this row number.
        case rowNotFound = "row_not_found"
        /// An argument lies outside its range.
        case invalidArgument = "invalid_argument"
        /// The operating system gave no memory, or all 2³² row numbers are in use.
        case outOfMemory = "out_of_memory"
    }

    /// The kind of refusal.
    public let code: Code
    /// What was wrong and what to do, for people.
    public let message: String

    /// The code and the message in one line.
    public var description: String { "\(code.rawValue): \(message)" }

    /// Makes an error.
    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }
}

extension SimilarityError {
    static func dimensions(expected: Int, got: Int) -> SimilarityError {
        SimilarityError(
            code: .wrongDimensions, message: "expected \(expected) dimensions, got \(got)")
    }

    static let zeroVector = SimilarityError(
        code: .zeroVector, message: "the vector has length zero, so it has no direction")

    static func rowNotFound(_ row: UInt32) -> SimilarityError {
        SimilarityError(code: .rowNotFound, message: "row \(row) holds no vector")
    }
}
