import Logging
import Schema
import WebAPI

/// A note, the payload of the sample operations.
struct Note: Sendable, Equatable {
    var text: String
    var stars: Int
}

extension Note: Contracted {
    static let contract = Contract<Self>(
        "Note", Self.init, Field("text", \.text, .length(1...20), example: "Call back"),
        Field("stars", \.stars, .range(0...5), default: 3))
}

struct Paging: Contracted {
    var limit: Int
    var tags: [String]

    static let contract = Contract<Self>(
        "Paging", Self.init, Field("limit", \.limit, .range(1...100), default: 10),
        Field("tag", \.tags, default: []))
}

struct Trace: Contracted {
    var trace: String?

    static let contract = Contract<Self>("Trace", Self.init, Field("x-trace", \.trace))
}

/// What an operation saw, for tests to look at.
struct Seen: Contracted {
    var text: String

    static let contract = Contract<Self>("Seen", Self.init, Field("text", \.text))
}

struct Broken: Error {}

enum Sample {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// The sample operations under some settings.
    static func api(
        _ more: [Operation] = [], metrics: APIMetrics? = nil,
        _ change: (inout APISettings) -> Void = { _ in }
    ) throws -> API {
        var settings = APISettings()
        change(&settings)
        return try API(
            APIInfo(
                title: "Notes <1>", version: "1.2.3", description: "Notes.",
                tags: [.init("notes", "Everything about notes.")],
                webhooks: [Webhook("note_made", summary: "A note was made", body: Note.self)]),
            operations: operations + more, settings: settings, metrics: metrics, logger: quiet)
    }

    static let operations: [Operation] = [
        Operation(
            .post, "/api/notes", id: "create_note", summary: "Make a note", tags: ["notes"],
            input: .body(Note.self), answers: [.created(Note.self)], problems: [.conflict]
        ) { _, note in
            guard note.text != "taken" else {
                throw HTTPProblem.conflict("There is such a note.", code: "note_exists")
            }
            return .created(note, location: "/api/notes/1")
        },
        Operation(
            .get, "/api/notes", id: "list_notes", summary: "Find notes", tags: ["notes"],
            input: .query(Paging.self), .headers(Trace.self), answers: [.ok(Seen.self)]
        ) { _, paging, trace in
            .ok(Seen(text: "\(paging.limit) \(paging.tags) \(trace.trace ?? "-")"))
        },
        Operation(
            .get, "/api/notes/{id}", id: "get_note", summary: "One note", tags: ["notes"],
            input: .path("id", Int.self, .range(1...)), answers: [.ok(Seen.self)],
            problems: [.notFound]
        ) { _, id in
            guard id < 100 else { throw HTTPProblem.notFound("No such note.") }
            return .ok(Seen(text: "note \(id)"))
        },
        Operation(
            .post, "/api/notes/bulk", id: "create_notes", summary: "Make notes", tags: ["notes"],
            input: .elements(of: Note.self, count: 1...3, limit: 4096),
            answers: [.json(Seen.self, .multiStatus)]
        ) { _, notes in
            let verdicts = notes.map { result in
                switch result {
                case .success(let note): note.text
                case .failure(let failure): "\(failure.issues.count) issues"
                }
            }
            return .json(Seen(text: verdicts.joined(separator: "|")), status: .multiStatus)
        },
        Operation(
            .post, "/api/upload", id: "upload", summary: "Take a file",
            input: .rawBody(.csv, limit: 64), answers: [.ok(Seen.self)]
        ) { _, body in .ok(Seen(text: "\(body.count)")) },
        Operation(
            .get, "/api/broken", id: "broken", summary: "Fails", answers: [.ok(Seen.self)]
        ) { _ in throw Broken() },
        Operation(
            .get, "/open", id: "open", summary: "Open to all",
            answers: [Answer(.ok, .text)], security: .open
        ) { request in
            let client = request.client
            return .text("\(client.address ?? "-") \(client.scheme) \(client.host ?? "-")")
        },
        Operation(
            .get, "/large", id: "large", summary: "A large text", answers: [Answer(.ok, .text)]
        ) { _ in .text(String(repeating: "all work and no play ", count: 400)) },
        Operation(
            .get, "/stream", id: "stream", summary: "Line by line",
            answers: [Answer(.ok, .jsonLines)]
        ) { _ in
            .stream(.jsonLines) { stream in
                for line in 1...3 { try await stream.write("{\"line\":\(line)}\n") }
            }
        },
    ]
}
