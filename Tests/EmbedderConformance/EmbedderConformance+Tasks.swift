import Embedding

extension EmbedderConformance {
    /// Many tasks at once get what one gets.
    func checkConcurrency() async throws {
        let embedder = embedder
        let expected = try await embedder.embed(batch: Self.texts)
        try await withThrowingTaskGroup(of: [TextEmbedding].self) { group in
            for _ in 0..<6 {
                group.addTask { try await embedder.embed(batch: Self.texts) }
            }
            for try await results in group {
                try require(results == expected, "tasks at the same time change vectors")
            }
        }
    }

    /// A cancelled task ends with all results or with an error, and does no harm to others.
    func checkCancellation() async throws {
        let embedder = embedder
        let texts = (0..<4).flatMap { _ in Self.texts }
        let task = Task {
            // Cancelled before the model is asked, however long the task takes to begin.
            while !Task.isCancelled { await Task.yield() }
            return try await embedder.embed(batch: texts)
        }
        task.cancel()
        switch await task.result {
        case .success(let results):
            try require(results.count == texts.count, "a cancelled task gets a part of the results")
        case .failure(let error):
            let code = (error as? ModelError)?.code
            try require(
                code == .cancelled || code == .unavailable, "a cancelled task gets \(error)")
        }
        let after = try await embedder.embed("red")
        try require(after != .none, "after a cancelled task the model gives no vector")
    }

    func checkMeaning() async throws {
        let texts = ["pricing for 500 seats", "what do 500 licences cost", "my parcel is broken"]
        let vectors = try await embedder.embed(batch: texts).compactMap(\.values)
        try require(vectors.count == 3, "a plain sentence has no vector")
        func similarity(_ one: Int, _ other: Int) -> Float {
            zip(vectors[one], vectors[other]).reduce(0) { $0 + $1.0 * $1.1 }
        }
        try require(similarity(0, 1) > similarity(0, 2), "what means the same is not near")
    }
}
