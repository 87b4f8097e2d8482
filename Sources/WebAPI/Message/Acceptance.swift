/// What an `Accept` or `Accept-Encoding` header asks for (RFC 9110, section 12.5).
struct Acceptance: Sendable {
    private struct Range {
        var name: String
        var quality: Double
    }

    private var ranges: [Range] = []

    /// Reads a header's value; what cannot be understood in it is passed over.
    init(_ value: String) {
        for part in value.split(separator: ",") {
            let pieces = part.split(separator: ";")
            guard let name = pieces.first?.trimmed.lowercased(), !name.isEmpty else { continue }
            var quality = 1.0
            for piece in pieces.dropFirst() {
                let parameter = piece.trimmed.lowercased()
                guard parameter.hasPrefix("q=") else { continue }
                quality = Double(parameter.dropFirst(2)).map { min(max($0, 0), 1) } ?? 0
            }
            ranges.append(Range(name: name, quality: quality))
        }
    }

    /// How much a media type is wanted, 0...1: the most specific range that fits decides.
    func quality(ofType essence: String) -> Double {
        guard !ranges.isEmpty else { return 1 }
        let family = essence.prefix { $0 != "/" } + "/*"
        return explicit(essence) ?? explicit(String(family)) ?? explicit("*/*") ?? 0
    }

    /// How much a content coding is wanted, 0...1.
    func quality(ofCoding coding: String) -> Double { explicit(coding) ?? explicit("*") ?? 0 }

    /// Whether errors shall be problem details: asked for by name, and at least as much as JSON.
    var prefersProblem: Bool {
        guard let problem = explicit("application/problem+json"), problem > 0 else { return false }
        return problem >= explicit("application/json") ?? 0
    }

    private func explicit(_ name: String) -> Double? {
        ranges.first { $0.name == name }?.quality
    }
}
