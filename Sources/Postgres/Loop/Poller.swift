#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Waits for sockets to become ready, by `poll(2)`: a handful of sockets needs nothing more.
struct Poller {
    enum Owner {
        case bell
        case slot(Int)
        case session(Int)
    }

    private var entries: [pollfd] = []
    private var owners: [Owner] = []

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        owners.removeAll(keepingCapacity: true)
    }

    mutating func watch(_ socket: Int32, for owner: Owner, input: Bool, output: Bool) {
        let events = (input ? POLLIN : 0) | (output ? POLLOUT : 0)
        entries.append(pollfd(fd: socket, events: Int16(events), revents: 0))
        owners.append(owner)
    }

    /// Sleeps until a socket is ready or the time is over; nil sleeps without limit.
    mutating func wait(timeout: Duration?) {
        let milliseconds = timeout.map { limit in
            limit == .zero ? 0 : Int32(clamping: limit.wholeMilliseconds)
        }
        let ready = unsafe poll(&entries, nfds_t(entries.count), milliseconds ?? -1)
        // After an interruption by a signal, what poll wrote before does not count.
        guard ready <= 0 else { return }
        for index in entries.indices { entries[index].revents = 0 }
    }

    /// Lets other threads that want this processor have it once; returns at once when there are none.
    static func letOthersRun() {
        sched_yield()
    }

    /// Names each socket that is ready; one that has failed counts as readable.
    func forEachReady(_ body: (Owner, _ canRead: Bool, _ canWrite: Bool) -> Void) {
        for (index, entry) in entries.enumerated() where entry.revents != 0 {
            let events = Int32(entry.revents)
            body(
                owners[index], events & (POLLIN | POLLHUP | POLLERR | POLLNVAL) != 0,
                events & POLLOUT != 0)
        }
    }
}
