import Builtin

/// Asks for `count` floats that will be read soon; any address is allowed.
@inline(__always)
func prefetch(_ address: UnsafePointer<Float>, _ count: Int) {
    var line = unsafe UnsafeRawPointer(address)
    let end = unsafe line + 4 &* count
    while unsafe line < end {
        Builtin.int_prefetch_RawPointer(
            line._rawValue, Builtin.zeroInitializer(), Int32(3)._value, Int32(1)._value)
        unsafe line += 64
    }
}
