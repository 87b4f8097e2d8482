import LeadSearch
import Leads
import Schema

/// How a search is made, beside what is looked for.
struct SearchOptions: Sendable {
    var limit: Int
    var engine: SearchEngine
    var after: SearchCursor?
    var compares: Bool

    static let engineNote = """
        auto takes the index in memory once it is loaded, PostgreSQL meanwhile; simd is the index \
        in memory, 503 while it is loaded; pgvector is PostgreSQL.
        """
    static let afterNote = """
        Goes on behind an earlier answer: its `next`, with everything else as it was.
        """
    static let compareNote = """
        Whether each hit tells which fields it shares with the lead that is searched by.
        """
}
