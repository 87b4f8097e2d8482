/// How much of a workspace a filter lets through, by the planner's estimate.
public enum FilterClass: String, Sendable, CaseIterable {
    /// There is no filter.
    case none
    /// A tenth or more.
    case broad
    /// A hundredth or more.
    case selective
    /// Less than a hundredth.
    case verySelective = "very_selective"

    /// The class of a share, 0…1.
    init(share: Double) {
        switch share {
        case 0.1...: self = .broad
        case 0.01...: self = .selective
        default: self = .verySelective
        }
    }
}
