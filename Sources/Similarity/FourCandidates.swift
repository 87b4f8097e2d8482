/// The selections of the four queries that share one scan of the codes.
struct FourCandidates: ~Copyable {
    var first: Candidates
    var second: Candidates
    var third: Candidates
    var fourth: Candidates

    /// Makes empty selections; those of queries from `queries` on keep nothing.
    init(k: Int, of total: Int, queries: Int, kernels: Kernels) {
        first = Candidates(k: queries > 0 ? k : 0, of: total, kernels: kernels)
        second = Candidates(k: queries > 1 ? k : 0, of: total, kernels: kernels)
        third = Candidates(k: queries > 2 ? k : 0, of: total, kernels: kernels)
        fourth = Candidates(k: queries > 3 ? k : 0, of: total, kernels: kernels)
    }

    /// Leaves the `k` best of each and few more.
    mutating func finish() {
        first.finish()
        second.finish()
        third.finish()
        fourth.finish()
    }
}
