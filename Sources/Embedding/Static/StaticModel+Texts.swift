extension StaticModel {
    /// Writes the vector of a text; allocates nothing and never waits.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - vector: Room for `dimensions` values; undefined when the outcome is `empty`.
    /// - Returns: How many tokens were summed up, or that there was none.
    public func embed(
        _ text: Span<UInt8>, into vector: inout MutableSpan<Float>
    ) -> EmbeddingOutcome {
        unsafe text.withUnsafeBufferPointer { text in
            unsafe vector.withUnsafeMutableBufferPointer { vector in
                unsafe embed(text, into: vector)
            }
        }
    }

    /// The embedding of a text, at once.
    public func embedding(of text: String) -> TextEmbedding {
        var text = text
        var outcome = EmbeddingOutcome.empty
        let values = unsafe [Float](unsafeUninitializedCapacity: dimensions) { values, count in
            outcome = text.withUTF8 { bytes in
                unsafe embed(
                    bytes, into: UnsafeMutableBufferPointer(rebasing: values[..<dimensions]))
            }
            if case .embedded = outcome { count = dimensions }
        }
        switch outcome {
        case .embedded(let tokens): return .vector(values, tokens: tokens)
        case .empty: return .none
        }
    }

    /// Embeds one text; never waits and never throws.
    public func embed(_ text: String) async throws(ModelError) -> TextEmbedding {
        embedding(of: text)
    }

    /// Embeds texts, one after the other; never waits and never throws.
    public func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding] {
        texts.map(embedding(of:))
    }
}
