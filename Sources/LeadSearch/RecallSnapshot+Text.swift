extension RecallSnapshot {
    /// The figures in Prometheus' text exposition format, version 0.0.4.
    public var text: String {
        counter("leadline_hnsw_searches_total", "Searches that the HNSW index answered.") {
            $0.searches
        }
            + counter(
                "leadline_hnsw_finished_total",
                "Searches that the HNSW index left too few hits, finished exactly.", \.finished)
            + counter(
                "leadline_hnsw_samples_total", "HNSW searches repeated exactly.", \.samples)
            + counter(
                "leadline_hnsw_samples_dropped_total",
                "HNSW searches not repeated, as others were.", \.dropped)
            + recall
    }

    private var recall: String {
        let lines = FilterClass.allCases.compactMap { filter in
            classes[filter]?.recall.map {
                "leadline_hnsw_recall{filter=\"\(filter.rawValue)\"} \($0)\n"
            }
        }
        guard !lines.isEmpty else { return "" }
        return "# HELP leadline_hnsw_recall The share of the nearest leads that were found.\n"
            + "# TYPE leadline_hnsw_recall gauge\n" + lines.joined()
    }

    private func counter(_ name: String, _ help: String, _ value: (Class) -> Int) -> String {
        var text = "# HELP \(name) \(help)\n# TYPE \(name) counter\n"
        for filter in FilterClass.allCases {
            guard let figures = classes[filter] else { continue }
            text += "\(name){filter=\"\(filter.rawValue)\"} \(value(figures))\n"
        }
        return text
    }
}
