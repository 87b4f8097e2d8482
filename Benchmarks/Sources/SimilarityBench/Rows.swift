import Similarity

/// Inner products of one query of bytes with all rows; false when refused.
@_cdecl("bench_dot_i8")
public func dotI8(
    _ query: UnsafePointer<Int8>, _ rows: UnsafePointer<Int8>, _ dimensions: Int, _ count: Int,
    _ results: UnsafeMutablePointer<Int32>
) -> Bool {
    var results = unsafe MutableSpan(_unsafeStart: results, count: count)
    let done: Void? = try? dotProducts(
        of: unsafe Span(_unsafeStart: query, count: dimensions),
        rows: unsafe Span(_unsafeStart: rows, count: dimensions * count), into: &results)
    return done != nil
}

/// Hamming distances of one query to all rows; false when refused.
@_cdecl("bench_hamming")
public func hamming(
    _ query: UnsafePointer<UInt8>, _ rows: UnsafePointer<UInt8>, _ bytes: Int, _ count: Int,
    _ results: UnsafeMutablePointer<Int32>
) -> Bool {
    var results = unsafe MutableSpan(_unsafeStart: results, count: count)
    let done: Void? = try? hammingDistances(
        of: unsafe Span(_unsafeStart: query, count: bytes),
        rows: unsafe Span(_unsafeStart: rows, count: bytes * count), into: &results)
    return done != nil
}
