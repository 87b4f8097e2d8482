import LeadIndex
import Similarity

extension LeadSearch {
    /// Searches the index in memory.
    ///
    /// The index breaks ties by the order in which leads came; one hit more than wanted tells
    /// whether a tie crosses the end of the page, and then the whole tie is fetched.
    func searchMemory(_ request: SearchRequest, _ scope: SearchScope) async throws -> SearchAnswer {
        let depth = request.after?.depth ?? 0
        var wanted = depth + request.limit + 1
        while true {
            let found = try await scope.index.nearest(
                LeadQuery(
                    vector: request.vector, k: wanted, filter: request.filter,
                    workspace: request.workspace, excluding: request.excluded))
            let isAll = found.count < wanted
            let sorted = found.sorted { $0.stands(before: $1) }
            let page = Self.page(of: sorted, request)
            let isWhole = page.hits.count == request.limit && !Self.endsInTie(sorted, page.end)
            guard isAll || isWhole || wanted > 8 * SearchPosition.mostInMemory else {
                wanted *= 4
                continue
            }
            return SearchAnswer(
                hits: page.hits, engine: .simd, isExact: isAll,
                next: page.end < sorted.count ? Self.position(behind: page.hits, depth) : nil)
        }
    }

    /// The hits behind the position of a request, and where they end.
    static func page(
        of sorted: [LeadHit], _ request: SearchRequest
    ) -> (hits: [LeadHit], end: Int) {
        let start = request.after.map { after in
            sorted.firstIndex { after.precedes($0) } ?? sorted.count
        }
        let end = min((start ?? 0) + request.limit, sorted.count)
        return (Array(sorted[(start ?? 0)..<end]), end)
    }

    /// Whether the last hit before `end` and all behind it are equally similar, so that others of
    /// the tie may be missing.
    private static func endsInTie(_ sorted: [LeadHit], _ end: Int) -> Bool {
        guard end > 0, let last = sorted.last else { return false }
        return end == sorted.count || sorted[end - 1].similarity == last.similarity
    }

    static func position(behind hits: [LeadHit], _ depth: Int) -> SearchPosition? {
        hits.last.map {
            SearchPosition(similarity: $0.similarity, id: $0.id, depth: depth + hits.count)
        }
    }
}
