#if !KERNELS_V3 && !KERNELS_V4
    import Builtin

    typealias IntegerSums = SIMD4<Int32>
    /// Signed bytes that one step multiplies.
    let byteLanes = 8

    /// Adds the products of 8 pairs of bytes, each of which fits 16 bits.
    @inline(__always)
    func addProducts(
        _ sums: inout IntegerSums, _ a: UnsafePointer<Int8>, _ b: UnsafePointer<Int8>
    ) {
        let pairs = unsafe words(widened(a) &* widened(b))
        sums &+= ((pairs &<< 16) &>> 16) &+ (pairs &>> 16)
    }

    /// Adds the squared differences of 8 pairs of bytes; unsigned, each of them fits 16 bits.
    @inline(__always)
    func addSquares(
        _ sums: inout IntegerSums, _ a: UnsafePointer<Int8>, _ b: UnsafePointer<Int8>
    ) {
        let difference = unsafe widened(a) &- widened(b)
        let pairs = words(difference &* difference)
        sums &+= (pairs & 0xFFFF) &+ ((pairs &>> 16) & 0xFFFF)
    }

    @inline(__always)
    private func widened(_ address: UnsafePointer<Int8>) -> SIMD8<Int16> {
        let bytes = unsafe UnsafeRawPointer(address).loadUnaligned(as: SIMD8<Int8>.self)
        var result = SIMD8<Int16>()
        result._storage._value = Builtin.sext_Vec8xInt8_Vec8xInt16(bytes._storage._value)
        return result
    }

    @inline(__always)
    private func words(_ halves: SIMD8<Int16>) -> SIMD4<Int32> {
        var result = SIMD4<Int32>()
        result._storage._value = Builtin.bitcast_Vec8xInt16_Vec4xInt32(halves._storage._value)
        return result
    }
#endif
