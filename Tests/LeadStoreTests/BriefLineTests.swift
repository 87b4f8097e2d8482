import Leads
import Synchronization
import Testing

@testable import LeadStore

@Suite struct BriefLineTests {
    /// Reads made-up leads, and the first time only when it is let.
    private final class Reader: Sendable {
        struct Trouble: Error {}

        private let state = Mutex((statements: [Set<LeadID>](), mayRead: false, fails: false))

        var statements: [Set<LeadID>] { state.withLock { $0.statements } }

        func goOn(failing fails: Bool = false) {
            state.withLock { ($0.mayRead, $0.fails) = (true, fails) }
        }

        func read(_ ids: [LeadID]) async throws -> BriefLine.Briefs {
            state.withLock { $0.statements.append(Set(ids)) }
            while !state.withLock({ $0.mayRead }) { try await Task.sleep(for: .milliseconds(1)) }
            if state.withLock({ $0.fails }) { throw Trouble() }
            return Dictionary(uniqueKeysWithValues: ids.map { ($0, Self.brief($0)) })
        }

        static func brief(_ id: LeadID) -> LeadBrief {
            LeadBrief(
                id: id, firstName: "\(id)", lastName: nil, email: "", company: nil, jobTitle: nil,
                industry: nil, country: nil, revenueTier: 0, route: nil, score: nil, outcome: nil)
        }
    }

    /// Lets one caller ask, and others once its statement is under way; returns what each got.
    private func ask(
        _ calls: [[LeadID]], _ reader: Reader, failing: Bool = false
    ) async throws -> [Result<BriefLine.Briefs, any Error>] {
        let line = BriefLine(width: 1) { ids in try await reader.read(ids) }
        let tasks = calls.enumerated().map { place, ids in
            Task {
                // One after the other, so that the order of the line is known.
                while place > 0, reader.statements.isEmpty || line.waitingCount < place - 1 {
                    await Task.yield()
                }
                return try await line.briefs(ids)
            }
        }
        while line.waitingCount < calls.count - 1 { try await Task.sleep(for: .milliseconds(1)) }
        reader.goOn(failing: failing)
        var answers: [Result<BriefLine.Briefs, any Error>] = []
        for task in tasks { answers.append(await task.result) }
        return answers
    }

    @Test func `callers that wait together share a statement, and each gets its own leads`()
        async throws
    {
        let ids = (0..<12).map { _ in LeadID.make() }
        let calls = [[ids[0]]] + (0..<5).map { [ids[$0], ids[$0 + 5]] }
        let reader = Reader()
        let answers = try await ask(calls, reader)
        for (call, answer) in zip(calls, answers) {
            let briefs = try answer.get()
            #expect(Set(briefs.keys) == Set(call))
            #expect(briefs.allSatisfy { id, brief in brief.firstName == "\(id)" })
        }
        #expect(reader.statements == [Set(calls[0]), Set(calls.dropFirst().joined())])
    }

    @Test func `a statement holds so many leads, and one caller with more is read alone`()
        async throws
    {
        let calls = [1, 150, 300, 40].map { count in (0..<count).map { _ in LeadID.make() } }
        let reader = Reader()
        for (call, answer) in zip(calls, try await ask(calls, reader)) {
            #expect(Set(try answer.get().keys) == Set(call))
        }
        #expect(reader.statements.dropFirst().allSatisfy { $0.count <= 200 || $0.count == 300 })
        #expect(reader.statements.count == 4)
    }

    @Test func `a failure is told to all who shared the statement, and the next call asks again`()
        async throws
    {
        let reader = Reader()
        let answers = try await ask((0..<4).map { _ in [LeadID.make()] }, reader, failing: true)
        for answer in answers {
            #expect(throws: Reader.Trouble.self) { try answer.get() }
        }
        #expect(reader.statements.count == 2)
    }

    @Test func `many callers at once all get an answer`() async throws {
        let reader = Reader()
        reader.goOn()
        let line = BriefLine { ids in try await reader.read(ids) }
        let answered = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<2000 {
                group.addTask {
                    let id = LeadID.make()
                    return try await line.briefs([id]).keys.elementsEqual([id])
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(answered == 2000)
        #expect(line.waitingCount == 0)
    }
}
