import LeadIndex
import LeadSearch
import Leads
import Schema

/// Where an answer ended, as clients get and send it: opaque to them.
///
/// It holds the last hit and a digest of the search, so that it can't go on with another one.
struct SearchCursor: ValidatedText {
    let position: SearchPosition
    let digest: UInt32

    private static let version: UInt8 = 1

    static func == (one: Self, other: Self) -> Bool { one.text == other.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    init(_ position: SearchPosition, digest: UInt32) {
        self.position = position
        self.digest = digest
    }

    init(_ text: String) throws(Refusal) {
        var reader = CursorReader(text)
        guard reader.read(UInt8.self) == Self.version, let digest = reader.read(UInt32.self),
            let similarity = reader.read(UInt32.self).map({ Float(bitPattern: $0) }),
            let depth = reader.read(UInt32.self), let high = reader.read(UInt64.self),
            let low = reader.read(UInt64.self), reader.isAtEnd
        else { throw .value("this is no `next` of an answer") }
        self.digest = digest
        position = SearchPosition(
            similarity: similarity, id: LeadID(high: high, low: low), depth: Int(depth))
    }

    static var schemaExtras: JSONObject { ["pattern": "^01[0-9a-fA-F]{56}$"] }

    var text: String {
        var writer = CursorWriter()
        writer.write(Self.version)
        writer.write(digest)
        writer.write(position.similarity.bitPattern)
        writer.write(UInt32(clamping: position.depth))
        writer.write(position.id.high)
        writer.write(position.id.low)
        return writer.text
    }
}

extension SearchRequest {
    /// FNV-1a over what decides the order of the hits.
    func digest(generation: Int32) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        func mix(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        }
        mix("\(generation) \(filter) \(excluded?.description ?? "")".utf8)
        for number in vector {
            let bits = number.bitPattern
            mix((0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) })
        }
        return hash
    }
}
