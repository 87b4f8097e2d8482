import Evaluation

/// The texts of an evaluation and where they come from.
struct EvaluatedTexts {
    let training: (source: String, texts: [LabelledText])
    /// Nil when the training texts are tested by cross-validation.
    let test: (source: String, texts: [LabelledText])?
    let outOfScope: (source: String, texts: [String])?

    /// Reads the parts of a collection: `part`, or the first there is of `test` and `val`.
    init(collection path: String, part: String?, _ columns: LabelledColumns) throws {
        let collection = try LabelledCollection(path: path, columns: columns)
        guard let training = try collection.part("train") else {
            throw EvaluationError(.unreadable, "'\(path)' has no part named train (train.csv)")
        }
        self.training = training
        let wanted = part.map { $0 == "none" ? [] : [$0] } ?? ["test", "val"]
        var found: (name: String, part: (source: String, texts: [LabelledText]))?
        for name in wanted where found == nil {
            found = try collection.part(name).map { (name, $0) }
        }
        guard found != nil || part == nil || part == "none" else {
            throw EvaluationError(
                .unreadable, "'\(path)' has no part named \(wanted[0]) (\(wanted[0]).csv)")
        }
        test = found?.part
        outOfScope = try collection.part("oos_" + (found?.name ?? "train"))
            .map { ($0.source, $0.texts.map(\.text)) }
    }

    /// Reads files.
    init(
        train: String, test: String?, outOfScope: String?, _ columns: LabelledColumns
    ) throws {
        func read(_ path: String) throws -> (source: String, texts: [LabelledText]) {
            (path, try LabelledCollection.texts(of: path, columns: columns))
        }
        training = try read(train)
        self.test = try test.map(read)
        self.outOfScope = try outOfScope.map(read).map { ($0.source, $0.texts.map(\.text)) }
    }

    /// How many texts there are to embed.
    var count: Int {
        training.texts.count + (test?.texts.count ?? 0) + (outOfScope?.texts.count ?? 0)
    }

    /// The test texts whose class no training text has: they cannot be found.
    var unknownClasses: Int {
        let known = Set(training.texts.map(\.label))
        return test?.texts.count { !known.contains($0.label) } ?? 0
    }
}
