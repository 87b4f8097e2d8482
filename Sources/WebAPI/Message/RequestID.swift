import Synchronization

/// The identity of a request: taken from `X-Request-ID` when that is sane, else made.
enum RequestID {
    /// 13 characters (65 bits), so that the text needs no allocation.
    private static let length = 13
    private static let counter = Atomic<UInt64>(.random(in: 0...UInt64.max))

    /// The client's own id if it is 1...128 letters, digits and `-_.:/+=@`, else a new one.
    static func taken(from header: String?) -> String {
        guard let header, isSane(header) else { return made() }
        return header
    }

    /// A new id, unique within the process and very likely so among processes.
    static func made() -> String {
        let value = mixed(counter.wrappingAdd(1, ordering: .relaxed).newValue)
        return unsafe String(unsafeUninitializedCapacity: length) { buffer in
            let digits: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"
            for index in 0..<length {
                let digit = Int(truncatingIfNeeded: value >> UInt64(5 * index)) & 31
                unsafe buffer[index] = digits.utf8Start[digit]
            }
            return length
        }
    }

    static func isSane(_ id: String) -> Bool {
        guard (1...128).contains(id.utf8.count) else { return false }
        return id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "-")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "+"),
                UInt8(ascii: "="), UInt8(ascii: "@"):
                true
            default: false
            }
        }
    }

    /// SplitMix64's finaliser: a bijection, so ids of one process never meet.
    private static func mixed(_ count: UInt64) -> UInt64 {
        var value = count &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
