import Synchronization

/// Counts requests by key or by address, without a lock.
///
/// Each client has a place that holds one number: the moment at which its bucket is full again
/// (the generic cell rate algorithm, ITU-T I.371). Keys have a place each. Addresses share a fixed
/// number of places by a hash that no client knows, so that no number of addresses takes memory;
/// two that meet in one share its bucket. Of IPv6 the network of 64 bits counts, as one client
/// may have all of its addresses.
@safe final class RateLimiter: Sendable {
    static let addressPlaces = 1 << 16

    let settings: RateLimit
    private let interval: UInt64
    private let keys: Int
    private let places: Int
    nonisolated(unsafe) private let fullAt: UnsafeMutablePointer<Atomic<UInt64>>

    init(_ settings: RateLimit, keys: Int) {
        self.settings = settings
        self.keys = keys
        interval = max(1, 1_000_000_000 / UInt64(settings.rate))
        places = keys + Self.addressPlaces
        unsafe fullAt = .allocate(capacity: places)
        for place in 0..<places { unsafe (fullAt + place).initialize(to: Atomic(0)) }
    }

    deinit {
        unsafe fullAt.deinitialize(count: places)
        unsafe fullAt.deallocate()
    }

    func place(ofKey key: Int) -> Int { key }

    /// The place of the address that a request came from.
    func place(of request: Request) -> Int {
        let peer = request.peer
        let address =
            peer.isTrusted ? request.client.address.flatMap(IPAddress.init) : peer.ipAddress
        var hasher = Hasher()
        if let address {
            hasher.combine(address.high)
            if address.isIPv4 { hasher.combine(address.low) }
        }
        return keys + (hasher.finalize() & (Self.addressPlaces - 1))
    }

    /// Takes a token if there is one; `now` is in nanoseconds of a clock that never goes back.
    func take(from place: Int, now: UInt64) -> RateAllowance {
        let capacity = interval * UInt64(settings.burst)
        var known = unsafe fullAt[place].load(ordering: .relaxed)
        while true {
            let next = max(known, now) + interval
            guard next - now <= capacity else {
                return allowance(until: known, now, retryAfter: next - now - capacity)
            }
            let (isDone, found) = unsafe fullAt[place].weakCompareExchange(
                expected: known, desired: next, ordering: .relaxed)
            if isDone { return allowance(until: next, now, retryAfter: nil) }
            known = found
        }
    }

    private func allowance(
        until full: UInt64, _ now: UInt64, retryAfter: UInt64?
    ) -> RateAllowance {
        let missing = full > now ? full - now : 0
        let capacity = interval * UInt64(settings.burst)
        return RateAllowance(
            limit: settings, remaining: Int((capacity - min(missing, capacity)) / interval),
            reset: Self.seconds(missing), retryAfter: retryAfter.map { max(1, Self.seconds($0)) })
    }

    private static func seconds(_ nanoseconds: UInt64) -> Int {
        Int((nanoseconds + 999_999_999) / 1_000_000_000)
    }
}
