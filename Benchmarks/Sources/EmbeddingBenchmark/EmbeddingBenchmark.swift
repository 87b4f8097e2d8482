import Embedding
import Glibc
import Tokenizers

/// Runs the models over a file of texts, for timing and for comparison with other programs.
@main
struct EmbeddingBenchmark {
    static let usage = """
        usage: EmbeddingBenchmark ids MODEL TEXTS     ids of each text as JSON lines
               EmbeddingBenchmark vectors MODEL TEXTS vectors as 32-bit floats, one after the other
               EmbeddingBenchmark time MODEL TEXTS    texts/s of CPU time, tokenizer and embedding
               EmbeddingBenchmark batches MODEL TEXTS SIZE  texts/s of CPU time in such batches
               EmbeddingBenchmark load MODEL          time to load and resident memory

        """

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else { return print(usage, terminator: "") }
        let directory = try ModelDirectory(path: arguments[1])
        let rest = Array(arguments.dropFirst(2))
        switch (arguments[0], rest.count) {
        case ("ids", 1): printIDs(try directory.loadStatic(), try Texts(path: rest[0]).all)
        case ("time", 1): time(try directory.loadStatic(), try Texts(path: rest[0]).all)
        case ("vectors", 1):
            try await writeVectors(try directory.load(), try Texts(path: rest[0]).all)
        case ("batches", 2):
            try await batches(
                try directory.load(), try Texts(path: rest[0]).all, size: Int(rest[1]) ?? 1)
        case ("load", 0): try load(directory)
        default: print(usage, terminator: "")
        }
    }

    static func load(_ directory: ModelDirectory) throws {
        let before = anonymousKilobytes()
        let (start, busy) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
        let model = try directory.loadStatic()
        let loading = seconds(CLOCK_MONOTONIC) - start
        let computing = seconds(CLOCK_PROCESS_CPUTIME_ID) - busy
        _ = model.embedding(of: "Café, hello")
        let anonymous = anonymousKilobytes() - before
        let files = model.manifest.files.map(\.size).reduce(0, +) / 1024
        let weights = try model.manifest.file("model.safetensors").size / 1024
        print(
            "loaded in \(loading * 1000) ms, \(computing * 1000) ms of CPU; \(weights) kB mapped + \(anonymous) kB anonymous,",
            "\(Double(weights + anonymous) / Double(files)) times the model's files")
    }

    static func printIDs(_ model: StaticModel, _ texts: [[UInt8]]) {
        for text in texts {
            print(ids(model, text, room: 100_000))
        }
    }

    static func ids(_ model: StaticModel, _ text: [UInt8], room: Int) -> [UInt32] {
        unsafe [UInt32](unsafeUninitializedCapacity: room) { ids, count in
            count = unsafe text.withUnsafeBufferPointer { text in
                unsafe model.tokenizer.encode(text, into: ids, keepingUnknown: true)
            }
        }
    }

    static func writeVectors(_ model: any Embedder, _ texts: [[UInt8]]) async throws {
        let nothing = [Float](repeating: 0, count: model.identity.dimensions)
        for start in stride(from: 0, to: texts.count, by: 64) {
            let batch = texts[start..<min(start + 64, texts.count)].map {
                String(decoding: $0, as: UTF8.self)
            }
            for result in try await model.embed(batch: batch) {
                let vector = result.values ?? nothing
                _ = unsafe write(STDOUT_FILENO, vector, 4 * vector.count)
            }
        }
    }

    /// Prints texts/s of CPU time of the process, in batches of a size.
    static func batches(_ model: any Embedder, _ texts: [[UInt8]], size: Int) async throws {
        let texts = texts.map { String(decoding: $0, as: UTF8.self) }
        _ = try await model.embed(batch: Array(texts.prefix(size)))
        let start = seconds(CLOCK_PROCESS_CPUTIME_ID)
        for place in stride(from: 0, to: texts.count, by: size) {
            let batch = Array(texts[place..<min(place + size, texts.count)])
            _ = try await model.embed(batch: batch)
        }
        print(Double(texts.count) / (seconds(CLOCK_PROCESS_CPUTIME_ID) - start))
    }

    static func embed(
        _ model: StaticModel, _ text: [UInt8], _ vector: inout [Float]
    ) -> EmbeddingOutcome {
        unsafe vector.withUnsafeMutableBufferPointer { vector in
            unsafe text.withUnsafeBufferPointer { text in
                unsafe model.embed(text, into: vector)
            }
        }
    }

    static func time(_ model: StaticModel, _ texts: [[UInt8]]) {
        var room = [UInt32](repeating: 0, count: 512)
        var vector = [Float](repeating: 0, count: model.dimensions)
        for round in 0..<3 {
            var tokens = 0
            let tokenizing = rate(of: texts) { text in
                unsafe room.withUnsafeMutableBufferPointer { ids in
                    unsafe text.withUnsafeBufferPointer { text in
                        tokens += unsafe model.tokenizer.encode(
                            text, into: ids, keepingUnknown: true)
                    }
                }
            }
            let embedding = rate(of: texts) { text in _ = embed(model, text, &vector) }
            print(
                "round \(round): tokenizer \(Int(tokenizing)) texts/s, static \(Int(embedding)) texts/s,",
                "\(Double(tokens) / Double(texts.count)) tokens a text, checksum \(vector[0])")
        }
    }

    /// How many texts a second of CPU time.
    static func rate(of texts: [[UInt8]], _ body: ([UInt8]) -> Void) -> Double {
        let start = seconds(CLOCK_THREAD_CPUTIME_ID)
        for text in texts { body(text) }
        return Double(texts.count) / (seconds(CLOCK_THREAD_CPUTIME_ID) - start)
    }

    static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Anonymous memory of the process in kB: without the mapped weights and the code of libraries.
    static func anonymousKilobytes() -> Int {
        guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
        defer { unsafe fclose(file) }
        var text = [CChar](repeating: 0, count: 8192)
        _ = unsafe fread(&text, 1, 8191, file)
        let lines = text.map { UInt8(bitPattern: $0) }.split(separator: 0x0A)
        guard let line = lines.first(where: { $0.starts(with: "RssAnon:".utf8) }) else { return 0 }
        let digits = line.filter { (0x30...0x39).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
}
