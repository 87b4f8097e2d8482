public import Leads
import Synchronization

/// Reads what lists show of leads: callers that wait together share a statement.
///
/// Nobody is waited for: the first calls ask at once, and whoever comes while so many statements
/// are under way is in the next one. A cancelled caller gets its answer all the same.
public final class BriefLine: Sendable {
    /// What lists show of leads, by their ids.
    public typealias Briefs = [LeadID: LeadBrief]

    private struct Waiting: Sendable {
        let ids: [LeadID]
        let answer: CheckedContinuation<Briefs, any Error>
    }

    private struct Line: Sendable {
        var waiting: [Waiting] = []
        var underWay = 0
    }

    private let read: @Sendable ([LeadID]) async throws -> Briefs
    private let width: Int
    private let line = Mutex(Line())

    /// How many leads one statement reads at most, unless a single caller wants more.
    private static let mostLeads = 200

    /// Makes a line over a workspace's leads.
    ///
    /// - Parameters:
    ///   - store: Where the leads are.
    ///   - workspace: Whose leads.
    public convenience init(_ store: LeadStore, of workspace: WorkspaceID) {
        self.init { ids in try await store.briefs(ids, of: workspace) }
    }

    /// Makes a line over what reads leads, with so many statements at a time.
    init(width: Int = 2, reading read: @escaping @Sendable ([LeadID]) async throws -> Briefs) {
        self.width = width
        self.read = read
    }

    /// What lists show of the given leads; those that are gone are left out.
    ///
    /// - Throws: What the reading throws, to all who shared it.
    public func briefs(_ ids: [LeadID]) async throws -> Briefs {
        guard !ids.isEmpty else { return [:] }
        let asksAlone = line.withLock { line in
            guard line.underWay < width else { return false }
            line.underWay += 1
            return true
        }
        guard asksAlone else {
            return try await withCheckedThrowingContinuation { answer in
                wait(Waiting(ids: ids, answer: answer))
            }
        }
        defer { passOn() }
        return try await read(ids)
    }

    /// How many callers wait.
    var waitingCount: Int { line.withLock { $0.waiting.count } }

    /// Leaves whoever came meanwhile to a task of its own: this caller has its answer.
    private func passOn() {
        let isOver = line.withLock { line in
            guard line.waiting.isEmpty else { return false }
            line.underWay -= 1
            return true
        }
        if !isOver { Task { await serveNext() } }
    }

    /// Stands in the line; a statement may have ended since the caller looked.
    private func wait(_ caller: Waiting) {
        let isLast = line.withLock { line in
            line.waiting.append(caller)
            guard line.underWay < width else { return false }
            line.underWay += 1
            return true
        }
        if isLast { Task { await serveNext() } }
    }

    /// Reads for those who wait until nobody does.
    private func serveNext() async {
        while let batch = nextBatch() {
            do {
                let briefs = try await read(Array(Set(batch.flatMap(\.ids))))
                for caller in batch {
                    let own = caller.ids.compactMap { id in briefs[id].map { (id, $0) } }
                    caller.answer.resume(returning: Dictionary(own) { first, _ in first })
                }
            } catch {
                for caller in batch { caller.answer.resume(throwing: error) }
            }
        }
    }

    /// Those who have waited longest; nil, and one statement less is under way, when nobody waits.
    private func nextBatch() -> [Waiting]? {
        line.withLock { line in
            guard !line.waiting.isEmpty else {
                line.underWay -= 1
                return nil
            }
            var leads = 0
            let count = line.waiting.prefix { caller in
                defer { leads += caller.ids.count }
                return leads == 0 || leads + caller.ids.count <= Self.mostLeads
            }.count
            defer { line.waiting.removeFirst(count) }
            return Array(line.waiting.prefix(count))
        }
    }
}
