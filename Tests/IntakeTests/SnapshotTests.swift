import Foundation
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Testing

@testable import Intake

@Suite struct SnapshotTests {
    private let logger = Logger(label: "test")

    private func serving(like fixture: IntakeFixture) throws -> Serving {
        try Serving(
            generation: fixture.intake.serving.generation, model: fixture.intake.serving.model)
    }

    private func follower(_ fixture: IntakeFixture) -> IndexFollower {
        IndexFollower(
            intake: fixture.intake, workspaces: [], models: NoModels(), logger: logger)
    }

    /// Lends a database of some leads and the path of a snapshot of their index.
    private func withSnapshot(
        _ body: (IntakeFixture, String) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "leadline-snapshot-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await IntakeFixture.run { fixture in
            for number in 0..<12 {
                _ = try await fixture.intake.receive(
                    try IntakeFixture.payload([
                        "message": .string("Topic number \(number)"),
                        "country": number % 2 == 0 ? "DE" : "FR", "tags": ["one", "two"],
                    ]), in: fixture.workspace.id)
            }
            let position = try await follower(fixture).follow(
                fixture.intake.serving, from: fixture.position)
            let path = folder + "/index"
            await follower(fixture).saveSnapshot(to: path, at: position)
            #expect(FileManager.default.fileExists(atPath: path))
            try await body(fixture, path)
        }
    }

    private func loadSnapshot(_ path: String, _ fixture: IntakeFixture) async throws -> Serving? {
        let other = try serving(like: fixture)
        let position = try await IndexFollower.loadSnapshot(
            path, other, fixture.store, logger)
        return position == nil ? nil : other
    }

    private func expectSame(_ one: Serving, _ other: Serving, _ fixture: IntakeFixture) throws {
        let workspace = fixture.workspace.id
        let query = (0..<one.index.dimensions).map { Float($0 % 7) - 3 }
        for filter in [LeadFilter(), LeadFilter(country: "DE", tags: ["TWO"])] {
            let hits = try one.index.search(query, k: 50, filter: filter, workspace: workspace)
            #expect(!hits.isEmpty)
            let others = try other.index.search(
                query, k: 50, filter: filter, workspace: workspace)
            #expect(others.map(\.id) == hits.map(\.id))
            // A vector is scaled to length 1 again, which may change its last digit.
            #expect(
                zip(others, hits).allSatisfy { abs($0.similarity - $1.similarity) < 1e-5 })
        }
        #expect(one.index.count == other.index.count)
        let evidence = try [one, other].map {
            try $0.index.evidence(for: query, k: 9, workspace: workspace)
        }
        #expect(evidence[0].neighbours.map(\.id) == evidence[1].neighbours.map(\.id))
        #expect(evidence[0].labelled == evidence[1].labelled)
        #expect(evidence[0].labelled == 1)
    }

    @Test func `a start from a snapshot knows what changed and what was deleted since`()
        async throws
    {
        try await withSnapshot { fixture, path in
            let serving = fixture.intake.serving
            try await fixture.store.client.execute(
                script: """
                    update leads set country = 'DE', outcome = 'won', outcome_at = now()
                        where message = 'Topic number 3';
                    delete from leads where message = 'Topic number 4'
                    """)
            _ = try await fixture.intake.receive(
                try IntakeFixture.payload(["message": "A new one", "country": "DE"]),
                in: fixture.workspace.id)
            _ = try await follower(fixture).follow(serving, from: fixture.position)
            let started = try #require(try await loadSnapshot(path, fixture))
            #expect(started.indexState == .ready)
            #expect(started.index.count == 12)
            try expectSame(serving, started, fixture)
        }
    }

    @Test func `a snapshot whose deletions may be forgotten is not used`() async throws {
        try await withSnapshot { fixture, path in
            try await fixture.store.client.execute(
                script: """
                    delete from leads where message = 'Topic number 4';
                    update lead_deletions set deleted_at = now() - interval '2 days'
                    """)
            #expect(try await loadSnapshot(path, fixture) != nil)
            // Transactions of other tests keep deletions for a while.
            var marks = 1
            for _ in 0..<500 where marks > 0 {
                try await fixture.store.pruneDeletions()
                marks = try await fixture.store.client.query(
                    "select count(*)::int from lead_deletions"
                ).value(Int.self)
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await loadSnapshot(path, fixture) == nil)
            let loaded = try serving(like: fixture)
            _ = try await IndexFollower.load(loaded, fixture.store, logger, snapshot: path)
            #expect(loaded.index.count == 11)
            #expect(loaded.indexState == .ready)
        }
    }

    @Test func `a snapshot that the database does not remember is not used`() async throws {
        try await withSnapshot { fixture, path in
            try await fixture.store.client.execute(script: "delete from index_snapshots")
            #expect(try await loadSnapshot(path, fixture) == nil)
        }
    }

    @Test func `a damaged snapshot is refused, whichever byte it is`() async throws {
        try await withSnapshot { fixture, path in
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 60)) {
                var damaged = whole
                damaged[place] ^= 0x40
                try damaged.write(to: URL(fileURLWithPath: path))
                #expect(try await loadSnapshot(path, fixture) == nil, "byte \(place)")
                try whole.prefix(place).write(to: URL(fileURLWithPath: path))
                #expect(try await loadSnapshot(path, fixture) == nil, "\(place) bytes")
            }
        }
    }

    @Test func `a snapshot that cannot be written leaves the one before`() async throws {
        try await withSnapshot { fixture, path in
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            try FileManager.default.createDirectory(
                atPath: path + ".new", withIntermediateDirectories: false)
            await follower(fixture).saveSnapshot(to: path, at: fixture.position)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
            let full = "/dev/full"
            guard FileManager.default.fileExists(atPath: full) else { return }
            try FileManager.default.removeItem(atPath: path + ".new")
            try FileManager.default.createSymbolicLink(
                atPath: path + ".new", withDestinationPath: full)
            let header = SnapshotHeader(
                id: .make(), database: DatabaseIdentity(system: 1, table: 1),
                generation: fixture.intake.serving.generation, position: fixture.position)
            #expect(throws: SnapshotError.self) {
                try fixture.intake.serving.index.writeSnapshot(header, to: path)
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }
}
