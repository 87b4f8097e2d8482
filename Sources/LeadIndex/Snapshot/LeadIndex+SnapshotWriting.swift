import LeadStore
import Leads
import Similarity

extension LeadIndex {
    private static let rowsPerPart = 4096

    /// Writes everything to a file: beside it first, and then in its place in one step.
    ///
    /// Changes go on meanwhile: each lead is written as it is at one moment, and the header's
    /// position must have been passed before the call, so that the feed brings what changed since.
    ///
    /// - Parameters:
    ///   - header: What the snapshot is of.
    ///   - path: The file.
    /// - Returns: How many leads were written.
    /// - Throws: ``SnapshotError``; the file is then as it was.
    @discardableResult
    public func writeSnapshot(
        _ header: SnapshotHeader, to path: String
    ) throws(SnapshotError) -> Int {
        let draft = path + ".new"
        do {
            let file = try SnapshotFile.writing(draft)
            let start = header.bytes()
            try file.write(start.bytes)
            var sum = SnapshotBytes()
            sum.append(start.checksum)
            try file.write(sum.bytes)
            var (first, total) = (0, 0)
            while let leads = leads(from: first, count: Self.rowsPerPart) {
                first += Self.rowsPerPart
                guard !leads.isEmpty else { continue }
                try file.write(Self.part(leads))
                total += leads.count
            }
            try file.write(Self.part([]))
            try checkIsWhole()
            try file.publish(as: path)
            return total
        } catch {
            SnapshotFile.discard(draft)
            throw error
        }
    }

    /// Over its budget the index gives up its rows, and a part of them is no snapshot.
    private func checkIsWhole() throws(SnapshotError) {
        guard state == .ready else {
            throw SnapshotError(.incomplete, "the index was given up while it was written")
        }
    }

    /// The leads of some rows; nil past the last row.
    private func leads(from first: Int, count: Int) -> [IndexedLead]? {
        reading { storage in
            let end = min(first + count, storage.vectors.vectors.rowLimit)
            guard first < end else { return nil }
            return (first..<end).compactMap { storage.lead(row: UInt32($0)) }
        }
    }

    /// Leads with their length, number and checksum in front; the last part has none.
    private static func part(_ leads: [IndexedLead]) -> [UInt8] {
        var content = SnapshotBytes()
        content.reserve(leads.count * 1300)
        content.append(UInt32(leads.count))
        for lead in leads { content.append(lead) }
        var part = SnapshotBytes()
        part.reserve(content.bytes.count + 16)
        part.append(UInt64(content.bytes.count))
        part.append(content.checksum)
        return part.bytes + content.bytes
    }
}
