import Embedding
import Evaluation

extension EmbeddingBenchmark {
    /// Prints the quality of a model as a router; without test texts by five-fold cross-validation.
    static func evaluate(_ model: any Embedder, _ arguments: [String]) async throws {
        let files = try arguments.dropFirst().map { path in
            try LabelledText.read(
                csv: Texts.contents(of: path), labelColumn: arguments.first ?? "label")
        }
        let evaluation = RoutingEvaluation(embedder: model)
        guard let training = files.first else { return print(usage) }
        if files.count == 1 {
            print(try await evaluation.crossValidate(training))
        } else {
            let outside = files.count > 2 ? files[2].map(\.text) : []
            print(
                try await evaluation.measure(
                    training: training, test: files[1], outOfScope: outside))
        }
    }
}
