#if KERNELS_V4
    import Builtin

    typealias IntegerSums = SIMD16<Int32>
    /// Signed bytes that one step multiplies.
    let byteLanes = 32

    /// Adds the products of 32 pairs of bytes.
    @inline(__always)
    func addProducts(
        _ sums: inout IntegerSums, _ a: UnsafePointer<Int8>, _ b: UnsafePointer<Int8>
    ) {
        sums &+= unsafe products(widened(a), widened(b))
    }

    /// Adds the squared differences of 32 pairs of bytes.
    @inline(__always)
    func addSquares(
        _ sums: inout IntegerSums, _ a: UnsafePointer<Int8>, _ b: UnsafePointer<Int8>
    ) {
        let difference = unsafe widened(a) &- widened(b)
        sums &+= products(difference, difference)
    }

    @inline(__always)
    private func widened(_ address: UnsafePointer<Int8>) -> SIMD32<Int16> {
        let bytes = unsafe UnsafeRawPointer(address).loadUnaligned(as: SIMD32<Int8>.self)
        var result = SIMD32<Int16>()
        result._storage._value = Builtin.sext_Vec32xInt8_Vec32xInt16(bytes._storage._value)
        return result
    }

    @inline(__always)
    private func products(_ a: SIMD32<Int16>, _ b: SIMD32<Int16>) -> IntegerSums {
        var result = IntegerSums()
        result._storage._value = Builtin.int_x86_avx512_pmaddw_d_512(
            a._storage._value, b._storage._value)
        return result
    }
#endif
