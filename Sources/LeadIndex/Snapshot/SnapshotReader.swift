import LeadStore

/// Reads a snapshot's file part by part; every byte is looked at before it is believed.
public final class SnapshotReader {
    /// What the snapshot is of.
    public let header: SnapshotHeader
    private let file: SnapshotFile
    /// No part is longer: 4,096 leads of 16,000 dimensions and long texts.
    private static let longestPart = 1 << 30

    /// Opens a file; nil when there is none.
    ///
    /// - Throws: ``SnapshotError`` when it can't be read or is none of ours.
    public init?(path: String) throws(SnapshotError) {
        guard let file = try SnapshotFile.reading(path) else { return nil }
        var bytes = SnapshotBytes(try file.read(SnapshotHeader.size))
        let sum = bytes.checksum
        header = try SnapshotHeader(reading: &bytes)
        var end = SnapshotBytes(try file.read(8))
        guard try end.read(UInt64.self) == sum else {
            throw SnapshotError(.damaged, "its first bytes are not those that were written")
        }
        self.file = file
    }

    /// The next part's bytes, nil after the last.
    func nextPart() throws(SnapshotError) -> SnapshotBytes? {
        var head = SnapshotBytes(try file.read(16))
        let (length, sum) = (try head.read(UInt64.self), try head.read(UInt64.self))
        guard length <= Self.longestPart else {
            throw SnapshotError(.damaged, "a part has \(length) bytes")
        }
        let part = SnapshotBytes(try file.read(Int(length)))
        guard part.left == Int(length), part.checksum == sum else {
            throw SnapshotError(.damaged, "a part is not as it was written")
        }
        return length == 4 ? nil : part
    }
}
