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

    private static let version: UInt8 = 2

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

    static var schemaExtras: JSONObject { ["pattern": "^02[0-9a-fA-F]{56}$"] }

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
    /// A number for what decides the order of the hits, the same in every process.
    func digest(generation: Int32) -> UInt32 {
        var digest = OrderDigest()
        digest.mix(UInt64(truncatingIfNeeded: generation))
        digest.mix(excluded?.description)
        for text in [filter.country, filter.industry, filter.source] + filter.tags {
            digest.mix(text)
        }
        digest.mix(filter.route?.description)
        digest.mix(filter.outcome?.rawValue)
        let bounds = [
            filter.minRevenueTier.map(Int64.init), filter.maxRevenueTier.map(Int64.init),
            filter.createdFrom, filter.createdBefore,
        ]
        for bound in bounds { digest.mix(bound.map { String($0) }) }
        for number in vector { digest.mix(UInt64(number.bitPattern)) }
        return digest.value
    }
}

/// FNV-1a by words of 64 bits.
private struct OrderDigest {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    var value: UInt32 { UInt32(truncatingIfNeeded: state ^ (state >> 32)) }

    mutating func mix(_ word: UInt64) {
        state = (state ^ word) &* 0x0000_0100_0000_01B3
    }

    /// A text and its end; none is another thing than an empty one.
    mutating func mix(_ text: String?) {
        for byte in (text ?? "").utf8 { mix(UInt64(byte)) }
        mix(text == nil ? 0x101 : 0x100)
    }
}
