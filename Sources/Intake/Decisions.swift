import LeadIndex
import Leads
import Routing

/// Decides drafts: those of one workspace and generation share one scan of the labelled leads.
enum Decisions {
    private struct Group: Hashable {
        let serving: ObjectIdentifier
        let workspace: WorkspaceID
    }

    /// The decision of each draft, in their order, or why there is none.
    static func decide(_ drafts: [Draft]) -> [Result<Decision, any Error>] {
        var results = [Result<Decision, any Error>](
            repeating: .failure(IngestLane.unanswered), count: drafts.count)
        for places in grouped(drafts) {
            let evidence = evidence(for: places.map { drafts[$0] })
            for (place, evidence) in zip(places, evidence) {
                results[place] = Result {
                    try drafts[place].decision(score(try evidence.get()))
                }
            }
        }
        return results
    }

    /// The places of the drafts of each workspace and generation.
    private static func grouped(_ drafts: [Draft]) -> [[Int]] {
        guard let first = drafts.first else { return [] }
        if drafts.allSatisfy({ $0.serving === first.serving && $0.workspace == first.workspace }) {
            return [Array(drafts.indices)]
        }
        var groups: [Group: [Int]] = [:]
        for (place, draft) in drafts.enumerated() {
            let group = Group(
                serving: ObjectIdentifier(draft.serving), workspace: draft.workspace)
            groups[group, default: []].append(place)
        }
        return Array(groups.values)
    }

    /// What each draft's score rests on, nil for one without a vector.
    private static func evidence(for drafts: [Draft]) -> [Result<Evidence?, any Error>] {
        guard let first = drafts.first else { return [] }
        let index = first.serving.index
        let vectors = drafts.compactMap(\.vector)
        do {
            var found = try index.evidence(
                forAll: vectors, k: Scoring.neighbourCount, workspace: first.workspace
            ).makeIterator()
            return drafts.map { draft in
                guard draft.vector != nil else { return .success(nil) }
                return found.next().map { .success($0) } ?? .failure(IngestLane.unanswered)
            }
        } catch {
            // One vector that can't be compared must not fail the others.
            return drafts.map { draft in
                Result {
                    try draft.vector.map { vector in
                        try index.evidence(
                            for: vector, k: Scoring.neighbourCount, workspace: draft.workspace)
                    }
                }
            }
        }
    }

    private static func score(_ evidence: Evidence?) -> ScoreBasis {
        guard let evidence else { return Scoring.withoutText(baseRate: nil, labelled: 0) }
        return Scoring.score(
            evidence.neighbours, baseRate: evidence.baseRate, labelled: evidence.labelled)
    }
}
