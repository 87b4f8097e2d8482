import Leads
import Similarity

extension IndexStorage {
    /// The rows that a query may return; nil for all.
    func allowedRows(_ query: LeadQuery) -> RowBitmap? {
        guard query.filter != LeadFilter() || !holdsOnly(query.workspace) else { return nil }
        return columns.matching(
            query.filter, workspace: query.workspace, among: vectors.vectors.rows)
    }

    func search(_ query: LeadQuery) throws(SimilarityError) -> [LeadHit] {
        hits(
            try vectors.search(query.vector.span, k: query.wanted, filter: allowedRows(query)),
            for: query)
    }

    /// The answers to several queries, which share the scan of the codes as far as that is cheaper.
    func search(_ queries: [LeadQuery]) throws(SimilarityError) -> [[LeadHit]] {
        let answers = try vectors.search(
            queries.map {
                VectorQuery(vector: $0.vector, k: $0.wanted, filter: allowedRows($0))
            })
        return zip(answers, queries).map { hits($0, for: $1) }
    }

    private func hits(_ found: [Neighbour], for query: LeadQuery) -> [LeadHit] {
        var hits: [LeadHit] = []
        hits.reserveCapacity(query.k)
        for neighbour in found where hits.count < query.k {
            let id = columns.ids[Int(neighbour.row)]
            guard id != query.excluded else { continue }
            hits.append(LeadHit(id: id, similarity: neighbour.similarity))
        }
        return hits
    }
}
