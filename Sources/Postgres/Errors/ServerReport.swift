import CLibpq

/// The fields of an error report of the server (PostgreSQL manual, "Error and Notice Message Fields").
struct ServerReport: Sendable {
    var sqlState: String?
    var constraint: String?
    var schema: String?
    var table: String?
    var column: String?
    var detail: String?
    var hint: String?
    var context: String?
    var position: String?
}

/// The one-letter codes of `postgres_ext.h`, which Swift does not import from C.
enum ReportField {
    static let severity = Int32(UInt8(ascii: "V"))
    static let sqlState = Int32(UInt8(ascii: "C"))
    static let message = Int32(UInt8(ascii: "M"))
    static let detail = Int32(UInt8(ascii: "D"))
    static let hint = Int32(UInt8(ascii: "H"))
    static let position = Int32(UInt8(ascii: "P"))
    static let context = Int32(UInt8(ascii: "W"))
    static let schema = Int32(UInt8(ascii: "s"))
    static let table = Int32(UInt8(ascii: "t"))
    static let column = Int32(UInt8(ascii: "c"))
    static let constraint = Int32(UInt8(ascii: "n"))
}
