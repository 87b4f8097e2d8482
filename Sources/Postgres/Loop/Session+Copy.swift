import CLibpq

extension Session {
    func copyOpened(_ isIn: Bool) {
        switch request?.question {
        case .copyIn? where isIn:
            phase = .copyingIn
            finish(.success(.done))
        case .copyOut? where !isIn:
            phase = .copyingOut
            finish(.success(.done))
        default:
            phase = .spoilt
            finish(
                .failure(
                    PostgresError(
                        .protocolViolation, "a COPY needs copyIn or copyOut, in its direction")))
        }
    }

    /// Takes a piece of a COPY once the one before is gone, so that they cannot pile up here.
    func put(_ bytes: [UInt8]) {
        guard !hasUnsentBytes else { return }
        switch handle.putCopy(bytes) {
        case .taken: break
        case .full:
            return finish(.failure(PostgresError(.overloaded, "no memory for a piece of a COPY")))
        case .refused:
            phase = .gathering
            return gatherResults()
        }
        hasUnsentBytes = handle.flush() != .done
        finish(.success(.done))
    }

    /// How many bytes are worth waking the reader for; at the end of a COPY any.
    var leastChunk: Int {
        if case .copyingOut = phase { return Self.chunkSize / 4 }
        return 1
    }

    /// Reads rows ahead of the reader, as far as one chunk.
    func gatherRows() {
        if chunk.isEmpty { chunk.reserveCapacity(Self.chunkSize + Self.chunkSize / 4) }
        var hasNews = true
        while chunk.count < Self.chunkSize {
            switch handle.getCopy(into: &chunk) {
            case .row: hasNews = true
            case .nothingYet:
                // Another read costs less than another turn of the loop, while rows keep coming.
                guard hasNews, handle.consumeInput() else { return }
                hasNews = false
            case .end, .failed:
                phase = .gathering
                return
            }
        }
    }

    func deliverChunk() {
        var full: [UInt8] = []
        swap(&full, &chunk)
        finish(.success(.chunk(full)))
    }
}
