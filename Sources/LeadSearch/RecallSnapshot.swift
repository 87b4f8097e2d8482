/// What is known of HNSW searches since the process began.
public struct RecallSnapshot: Sendable, Equatable {
    /// The figures of one class of filters.
    public struct Class: Sendable, Equatable {
        /// Searches that the HNSW index answered.
        public var searches = 0
        /// Searches that it left too few hits, which were finished exactly.
        public var finished = 0
        /// Searches that were repeated exactly.
        public var samples = 0
        /// Samples that were dropped because others were still being repeated.
        public var dropped = 0
        /// Hits that the repeated searches should have had.
        public var wanted = 0
        /// Hits among those that they had.
        public var found = 0

        /// The share of hits that were found, 0…1; nil without samples.
        public var recall: Double? { wanted == 0 ? nil : Double(found) / Double(wanted) }
    }

    /// The figures by class.
    public internal(set) var classes: [FilterClass: Class] = [:]
}
