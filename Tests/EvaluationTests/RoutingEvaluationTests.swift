import Embedding
import Evaluation
import Testing

/// A model whose vectors can be told from the text: `x y` is the direction (x, y).
struct PlaneEmbedder: Embedder {
    let identity = ModelIdentity(name: "plane", dimensions: 2, contentHash: "")

    func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding] {
        texts.map { text in
            let numbers = text.split(separator: " ").compactMap { Float($0) }
            guard numbers.count == 2 else { return .none }
            let length = (numbers[0] * numbers[0] + numbers[1] * numbers[1]).squareRoot()
            return .vector(numbers.map { $0 / length }, tokens: 2)
        }
    }
}

@Suite("Routing evaluation")
struct RoutingEvaluationTests {
    let evaluation = RoutingEvaluation(embedder: PlaneEmbedder())
    let training = ["1 0", "1 0.1", "0 1", "0.1 1", "0.2 1"].enumerated().map { index, text in
        LabelledText(text: text, label: index < 2 ? "right" : "up")
    }

    @Test("counts test texts at the right centroid, and those that the neighbours vote for")
    func accuracy() async throws {
        let test = [
            LabelledText(text: "1 0.2", label: "right"), LabelledText(text: "0.3 1", label: "up"),
            LabelledText(text: "1 0.9", label: "right"), LabelledText(text: "?", label: "up"),
        ]
        let quality = try await evaluation.measure(training: training, test: test)
        #expect(quality.testCount == 4 && quality.classCount == 2)
        #expect(quality.centroidAccuracy == 0.75)
        #expect(quality.neighbourAccuracy == 0.5)
        #expect(quality.outOfScopeByCentroid == nil)
    }

    @Test("lets only the ten nearest texts vote")
    func neighbours() async throws {
        let far = (0..<24).map { _ in LabelledText(text: "1 0.3", label: "right") }
        let near = (0..<6).map { _ in LabelledText(text: "0 1", label: "up") }
        let test = [LabelledText(text: "0.2 1", label: "up")]
        let quality = try await evaluation.measure(training: far + near, test: test)
        #expect(quality.neighbourAccuracy == 1)
    }

    @Test("tells how well texts out of scope have lower similarities")
    func outOfScope() async throws {
        let test = [
            LabelledText(text: "1 0", label: "right"), LabelledText(text: "0 1", label: "up"),
        ]
        let far = try await evaluation.measure(
            training: training, test: test, outOfScope: ["-1 -1", "1 -1"])
        #expect(far.outOfScopeByCentroid == 1 && far.outOfScopeByNeighbour == 1)
        let same = try await evaluation.measure(
            training: training, test: test, outOfScope: ["1 0", "0 1"])
        #expect(same.outOfScopeByCentroid == 0.5)
        let half = try await evaluation.measure(
            training: training, test: test, outOfScope: ["1 0", "-1 -1"])
        #expect(half.outOfScopeByNeighbour == 0.75)
    }

    @Test("tests each part on the others")
    func crossValidation() async throws {
        let quality = try await evaluation.crossValidate(training + training, folds: 5)
        #expect(quality.testCount == 10 && quality.centroidAccuracy == 1)
        await #expect(throws: EvaluationError.self) {
            try await evaluation.crossValidate(training, folds: 6)
        }
    }

    @Test("needs a training text with an embedding in every class")
    func tooFew() async {
        let error = await #expect(throws: EvaluationError.self) {
            try await evaluation.measure(
                training: training + [LabelledText(text: "?", label: "odd")], test: training)
        }
        #expect(error?.code == .tooFewTexts)
    }
}

@Suite("Labelled texts from CSV")
struct LabelledTextTests {
    @Test("are read with quotes, line breaks in quotes, CR LF and a byte order mark")
    func reading() throws {
        let csv = "\u{FEFF}id,text,category\r\n1,\"a \"\"b\"\"\nc, d\",x\r\n2,plain,\n3,,y"
        let texts = try LabelledText.read(
            csv: Array(csv.utf8), columns: LabelledColumns(label: "category"))
        #expect(
            texts == [
                LabelledText(text: "a \"b\"\nc, d", label: "x"),
                LabelledText(text: "plain", label: ""), LabelledText(text: "", label: "y"),
            ])
    }

    @Test(
        "are refused when the file is wrong",
        arguments: [
            ("", .invalidCSV), ("text,label\n", .missingColumn), ("text,category\na", .invalidCSV),
            ("text,category\na,b,c", .invalidCSV), ("text,category\n\"a,b", .invalidCSV),
            ("text,category\n\"a\"b,c", .invalidCSV),
        ] as [(String, EvaluationError.Code)])
    func refusals(csv: String, code: EvaluationError.Code) {
        let error = #expect(throws: EvaluationError.self) {
            try LabelledText.read(csv: Array(csv.utf8), columns: LabelledColumns(label: "category"))
        }
        #expect(error?.code == code)
    }
}
