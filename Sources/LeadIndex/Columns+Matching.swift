import Leads
import Similarity

extension Columns {
    /// The rows of `rows` that belong to the workspace and fulfil the filter.
    ///
    /// Each condition is one pass over one column, in which words of 64 rows that are already
    /// empty are skipped: the most selective conditions stand first.
    func matching(
        _ filter: LeadFilter, workspace: WorkspaceID, among rows: RowBitmap
    ) -> RowBitmap {
        var words = rows.words
        func narrow(_ word: String?, _ column: [UInt32]) {
            guard let number = word.map({ terms.number(of: $0) }) else { return }
            keep(&words) { column[$0] == number }
        }
        narrow(filter.country, countries)
        narrow(filter.industry, industries)
        narrow(filter.source, sources)
        for tag in filter.tags {
            let number = terms.number(of: tag)
            keep(&words) { tags[$0].contains(number) }
        }
        if let route = filter.route { keep(&words) { routes[$0] == route } }
        if let outcome = filter.outcome { keep(&words) { outcomes[$0] == outcome } }
        if let least = filter.minRevenueTier { keep(&words) { tiers[$0] >= least } }
        if let most = filter.maxRevenueTier { keep(&words) { tiers[$0] <= most } }
        if let from = filter.createdFrom { keep(&words) { created[$0] >= from } }
        if let before = filter.createdBefore { keep(&words) { created[$0] < before } }
        keep(&words) { workspaces[$0] == workspace }
        return RowBitmap(words: words)
    }

    /// Clears the bits of the rows for which the condition does not hold.
    @inline(__always)
    private func keep(_ words: inout [UInt64], where holds: (Int) -> Bool) {
        for index in words.indices where words[index] != 0 {
            var word = words[index]
            var left = word
            while left != 0 {
                let bit = left.trailingZeroBitCount
                left &= left - 1
                if !holds(index * 64 + bit) { word &= ~(1 << UInt64(bit)) }
            }
            words[index] = word
        }
    }
}
