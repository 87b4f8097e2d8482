#if KERNELS_V3
    import Builtin

    /// Four inputs of four columns.
    @inline(__always)
    func widenedBytes(_ address: UnsafeRawPointer) -> WideBytes {
        let bytes = unsafe address.loadUnaligned(as: SIMD16<Int8>.self)
        var result = WideBytes()
        result._storage._value = Builtin.sext_Vec16xInt8_Vec16xInt16(bytes._storage._value)
        return result
    }

    /// The same four inputs for every column.
    @inline(__always)
    func spread(_ inputs: Int64) -> WideBytes {
        let words = SIMD4<Int64>(repeating: inputs)
        var result = WideBytes()
        result._storage._value = Builtin.bitcast_Vec4xInt64_Vec16xInt16(words._storage._value)
        return result
    }

    /// The sums of neighbouring products, by VPMADDWD.
    @inline(__always)
    func pairSums(_ a: WideBytes, _ b: WideBytes) -> WideSums {
        var result = WideSums()
        result._storage._value = Builtin.int_x86_avx2_pmadd_wd(
            a._storage._value, b._storage._value)
        return result
    }
#elseif !KERNELS_V4
    import Builtin

    /// Four inputs of two columns.
    @inline(__always)
    func widenedBytes(_ address: UnsafeRawPointer) -> WideBytes {
        let bytes = unsafe address.loadUnaligned(as: SIMD8<Int8>.self)
        var result = WideBytes()
        result._storage._value = Builtin.sext_Vec8xInt8_Vec8xInt16(bytes._storage._value)
        return result
    }

    /// The same four inputs for both columns.
    @inline(__always)
    func spread(_ inputs: Int64) -> WideBytes {
        let words = SIMD2<Int64>(repeating: inputs)
        var result = WideBytes()
        result._storage._value = Builtin.bitcast_Vec2xInt64_Vec8xInt16(words._storage._value)
        return result
    }

    /// The sums of neighbouring products, each of which is at most 255 · 128 and so fits 16 bits.
    @inline(__always)
    func pairSums(_ a: WideBytes, _ b: WideBytes) -> WideSums {
        let products = a &* b
        var words = WideSums()
        words._storage._value = Builtin.bitcast_Vec8xInt16_Vec4xInt32(products._storage._value)
        return ((words &<< 16) &>> 16) &+ (words &>> 16)
    }
#endif
