import LeadStore
import Schema

/// How many leads of the workspace searches cover, as counted within the last seconds.
struct CoverageView: Contracted {
    var share: Double
    var embedded: Int
    var total: Int
    var pending: Int

    static let contract = Contract<Self>(
        "Coverage", Self.init,
        Field(
            "share", \.share,
            description: "The leads with a vector among all, 0 to 1; one without text has none.",
            example: 0.998),
        Field("embedded", \.embedded, description: "The leads with a vector of the active model."),
        Field("total", \.total, description: "All leads of the workspace."),
        Field("pending", \.pending, description: "The leads whose vector is still to be made."))

    init(share: Double, embedded: Int, total: Int, pending: Int) {
        self.share = share
        self.embedded = embedded
        self.total = total
        self.pending = pending
    }

    init(_ coverage: Coverage) {
        self.init(
            share: coverage.share, embedded: coverage.embedded, total: coverage.total,
            pending: coverage.pending)
    }
}
