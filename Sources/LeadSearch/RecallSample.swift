import LeadIndex
import LeadStore

/// A search that the HNSW index answered, to be repeated exactly.
struct RecallSample: Sendable {
    /// The search, with as many hits as were asked for.
    let query: CandidateQuery
    /// What was answered, best first.
    let hits: [LeadHit]
    /// How selective its filter was.
    let filterClass: FilterClass
    /// The vectors that were searched.
    let generation: Generation
}
