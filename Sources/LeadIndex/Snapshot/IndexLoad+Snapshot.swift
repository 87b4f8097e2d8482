import LeadStore
import Leads

extension IndexLoad {
    /// Fills the index from a snapshot, on several threads; call ``finish()`` afterwards.
    ///
    /// - Throws: ``SnapshotError``; the index then holds a part and must be thrown away.
    public func take(_ reader: SnapshotReader) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var running = 0
            while let part = try reader.nextPart() {
                if running >= ProcessorCount.available {
                    try await group.next()
                    running -= 1
                }
                group.addTask { try self.take(part) }
                running += 1
            }
            try await group.waitForAll()
        }
    }

    private func take(_ part: SnapshotBytes) throws {
        var part = part
        let count = try part.read(UInt32.self)
        var leads: [IndexedLead] = []
        for _ in 0..<count { leads.append(try part.readLead(dimensions: index.dimensions)) }
        guard part.left == 0 else { throw SnapshotError(.damaged, "a part has bytes too many") }
        try take(leads: leads)
    }
}
