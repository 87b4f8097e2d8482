import ArgumentParser
import Console
import Embedding
import Evaluation
import Settings
import Synchronization

/// Measures how well a model tells classes of texts apart.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how well a model tells classes of labelled texts apart.",
        discussion: """
            Give a folder with train.csv and test.csv (or .json, .jsonl; oos_test.csv for texts that \
            belong to no class), a JSON file with such parts, or files by --train, --test and \
            --out-of-scope. Without test texts the training texts are tested by cross-validation. \
            Formats and measures: Documentation/Models.md.
            """)

    @OptionGroup var common: SettingFlags
    @Argument(help: "The folder or JSON file with labelled texts.") var collection: String?
    @Option(help: ArgumentHelp("The model's folder or name.", valueName: "dir")) var model: String?
    @Option(help: ArgumentHelp("Texts that stand for their classes.", valueName: "file"))
    var train: String?
    @Option(help: ArgumentHelp("Texts to be classified.", valueName: "file")) var test: String?
    @Option(help: ArgumentHelp("Texts that belong to no class.", valueName: "file"))
    var outOfScope: String?
    @Option(help: "The collection's part to test on: test, val, or none to cross-validate.")
    var part: String?
    @Option(help: ArgumentHelp("The column with the texts.", valueName: "name"))
    var textColumn = "text"
    @Option(
        help: ArgumentHelp(
            "The column with the classes, if it is not label, category, intent, class or route.",
            valueName: "name"))
    var labelColumn: String?
    @Option(help: "The parts of a cross-validation.") var folds = 5
    @Flag(help: "Report as JSON.") var json = false

    func validate() throws {
        guard (collection == nil) != (train == nil) else {
            throw ValidationError("Give a folder or file with labelled texts, or --train.")
        }
        guard collection == nil || (test == nil && outOfScope == nil) else {
            throw ValidationError("--test and --out-of-scope go with --train.")
        }
        guard part == nil || collection != nil else {
            throw ValidationError("--part goes with a folder or file, not with --train.")
        }
        guard (2...100).contains(folds) else { throw ValidationError("--folds is 2 to 100.") }
    }

    func run() async throws {
        let settings = try common.load(["model": model]).settings
        let columns = LabelledColumns(text: textColumn, label: labelColumn)
        let texts = try collection.map { try EvaluatedTexts(collection: $0, part: part, columns) }
        let files =
            try texts
            ?? EvaluatedTexts(
                train: train ?? "", test: test, outOfScope: outOfScope, columns)
        let folder = try ModelLocator(chosen: settings.model).folder()
        let directory = try ModelDirectory(path: folder)
        let quality = try await measure(directory.open(), files)
        let report = report(quality, files, directory.manifest)
        StandardOutput.write(json ? report.json(succeeded: true) : report.text())
    }

    private func measure(
        _ embedder: any Embedder, _ texts: EvaluatedTexts
    ) async throws -> RoutingQuality {
        let display = ProgressDisplay("Embedding", total: texts.count, terminal: .standardError)
        let progress = Mutex((display: display, done: 0))
        defer { progress.withLock { $0.display.finish() } }
        let evaluation = RoutingEvaluation(embedder: embedder) { count in
            progress.withLock {
                $0.done += count
                $0.display.report($0.done)
            }
        }
        guard let test = texts.test else {
            return try await evaluation.crossValidate(
                texts.training.texts, folds: folds, outOfScope: texts.outOfScope?.texts ?? [])
        }
        return try await evaluation.measure(
            training: texts.training.texts, test: test.texts,
            outOfScope: texts.outOfScope?.texts ?? [])
    }

    private func report(
        _ quality: RoutingQuality, _ texts: EvaluatedTexts, _ manifest: ModelManifest
    ) -> Report {
        var report = Report(command: "evaluate")
        report.add("model", .text(manifest.name))
        report.add("content_hash", .text(manifest.identity.contentHash))
        report.add("training", .text(texts.training.source))
        report.add("test", .text(texts.test?.source ?? "\(folds)-fold cross-validation"))
        report.add("training_texts", .number(texts.training.texts.count))
        report.add("test_texts", .number(quality.testCount))
        report.add("classes", .number(quality.classCount))
        report.add("without_vector", .number(quality.withoutVector))
        report.add("unknown_classes", .number(texts.unknownClasses))
        report.add("nearest_centroid_percent", .fraction(100 * quality.centroidAccuracy))
        report.add("knn_10_percent", .fraction(100 * quality.neighbourAccuracy))
        guard let outside = texts.outOfScope, let area = quality.outOfScopeByCentroid,
            let nearest = quality.outOfScopeByNeighbour
        else { return report }
        report.add("out_of_scope", .text(outside.source))
        report.add("out_of_scope_texts", .number(outside.texts.count))
        report.add("out_of_scope_auroc", .fraction(area))
        report.add("out_of_scope_auroc_nearest_text", .fraction(nearest))
        return report
    }
}
