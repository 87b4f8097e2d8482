public import Embedding

/// What every kind of model must do; the tests of each kind run it.
public struct EmbedderConformance: Sendable {
    /// What a model does though it must not.
    public struct Failure: Error, CustomStringConvertible {
        /// What it does.
        public let description: String
    }

    static let texts = [
        "We need pricing for 500 seats", "", "red green blueish demo für café \u{1F680}", "red 北京",
        "\u{0}\u{7}", String(repeating: "red long text ", count: 2_000), "green [MASK] [SEP]",
        "red", " \n\t", "we NEED pricing for 500 seats", String(repeating: "blue", count: 5_000),
    ]

    let embedder: any Embedder
    let knowsMeaning: Bool

    /// Names the model.
    ///
    /// - Parameters:
    ///   - embedder: The model.
    ///   - knowsMeaning: Whether it's a real one, for which texts that mean the same are near.
    public init(_ embedder: any Embedder, knowsMeaning: Bool) {
        self.embedder = embedder
        self.knowsMeaning = knowsMeaning
    }

    /// Runs all checks.
    ///
    /// - Throws: The first failure, or the error of the model.
    public func check() async throws {
        try checkIdentity()
        try await checkShapes()
        try await checkRepetition()
        try await checkEmptiness()
        try await checkConcurrency()
        try await checkCancellation()
        if knowsMeaning { try await checkMeaning() }
    }

    func require(_ condition: Bool, _ text: @autoclosure () -> String) throws {
        if !condition { throw Failure(description: text()) }
    }

    private func checkIdentity() throws {
        let identity = embedder.identity
        try require(!identity.name.isEmpty, "the model has no name")
        try require(
            identity.contentHash.count == 64
                && identity.contentHash.allSatisfy { $0.isHexDigit && !$0.isUppercase },
            "\(identity.contentHash) is no SHA-256")
    }

    private func checkShapes() async throws {
        let results = try await embedder.embed(batch: Self.texts)
        try require(results.count == Self.texts.count, "\(results.count) results")
        for (text, result) in zip(Self.texts, results) {
            guard let vector = result.values else { continue }
            try require(
                vector.count == embedder.identity.dimensions, "\(vector.count) dimensions")
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            try require(abs(length - 1) < 1e-4, "length \(length) of '\(text.prefix(40))'")
        }
        let count = results.count { $0 != .none }
        try require(count >= 5, "only \(count) texts have a vector")
    }

    /// Alone, again, in a batch, in another order: a text has one vector.
    private func checkRepetition() async throws {
        let batch = try await embedder.embed(batch: Self.texts)
        let reversed = try await embedder.embed(batch: Self.texts.reversed())
        try require(batch == Array(reversed.reversed()), "the order of a batch changes vectors")
        for (text, result) in zip(Self.texts, batch) {
            let single = try await embedder.embed(text)
            try require(
                single == result, "'\(text.prefix(40))' has another vector alone than in a batch")
        }
    }

    private func checkEmptiness() async throws {
        let nothing = try await embedder.embed(batch: [])
        try require(nothing.isEmpty, "no text gives \(nothing.count) results")
        for text in ["", " ", "\n\t ", "\u{0}", "\u{FFFD}\r\n"] {
            let result = try await embedder.embed(text)
            try require(result == .none, "\(text.debugDescription) has a vector")
        }
    }
}
