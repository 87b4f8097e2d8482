import CLibpq

extension ConnectionHandle {
    enum CopyPut {
        case taken
        case full
        case refused
    }

    enum CopyGet {
        case row
        case nothingYet
        case end
        case failed
    }

    /// Hands bytes of a COPY to libpq.
    func putCopy(_ bytes: [UInt8]) -> CopyPut {
        let answer = unsafe bytes.withUnsafeBytes { raw in
            unsafe PQputCopyData(
                connection, raw.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(truncatingIfNeeded: raw.count))
        }
        return answer == 1 ? .taken : answer == 0 ? .full : .refused
    }

    /// Ends a COPY, or makes it fail with the given reason.
    func endCopy(failure: String?) -> CopyPut {
        let answer = unsafe PQputCopyEnd(connection, failure)
        return answer == 1 ? .taken : answer == 0 ? .full : .refused
    }

    /// Appends the next row of a COPY to a chunk.
    func getCopy(into chunk: inout [UInt8]) -> CopyGet {
        var start: UnsafeMutablePointer<CChar>?
        let length = unsafe PQgetCopyData(connection, &start, 1)
        guard length > 0, let start = unsafe start else {
            return length == 0 ? .nothingYet : length == -1 ? .end : .failed
        }
        defer { unsafe PQfreemem(start) }
        unsafe chunk.append(
            contentsOf: UnsafeRawBufferPointer(start: start, count: Int(length)))
        return .row
    }
}
