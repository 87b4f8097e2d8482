import Builtin

/// Asks for `bytes` bytes that will be read soon; any address is allowed.
///
/// The processor's own prefetching stops at page borders, which a long scan meets all the time.
@inline(__always)
public func prefetch(_ address: UnsafeRawPointer, _ bytes: Int) {
    var line = unsafe address
    let end = unsafe line + bytes
    while unsafe line < end {
        Builtin.int_prefetch_RawPointer(
            line._rawValue, Builtin.zeroInitializer(), Int32(3)._value, Int32(1)._value)
        unsafe line += 64
    }
}
