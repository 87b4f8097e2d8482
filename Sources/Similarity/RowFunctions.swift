/// Writes the inner product of the query with each row of signed bytes to `results`.
///
/// `rows` holds row after row of `query.count` bytes, as many as `results` has places. Throws
/// ``SimilarityError/Code/wrongDimensions`` if it does not, or if the query is empty.
public func dotProducts(
    of query: Span<Int8>, rows: Span<Int8>, into results: inout MutableSpan<Int32>
) throws(SimilarityError) {
    let kernel = unsafe Kernels.active.dotRowsI8
    unsafe try eachRow(query, rows, &results) { query, rows, results, count in
        unsafe kernel(query, rows, count, count, results.count, results.start)
    }
}

/// Writes the Hamming distance of the query to each row of bytes to `results`.
///
/// Shapes and errors are those of ``dotProducts(of:rows:into:)``.
public func hammingDistances(
    of query: Span<UInt8>, rows: Span<UInt8>, into results: inout MutableSpan<Int32>
) throws(SimilarityError) {
    let kernel = unsafe Kernels.active.hammingRows
    unsafe try eachRow(query, rows, &results) { query, rows, results, count in
        unsafe kernel(query, rows, count, count, results.count, results.start)
    }
}

/// The inner product of the query with each row of floats.
///
/// `rows` holds row after row of `query.count` floats. Throws
/// ``SimilarityError/Code/wrongDimensions`` if it does not, or if the query is empty. NaN and
/// infinities follow IEEE 754.
public func dotProducts(
    of query: Span<Float>, rows: Span<Float>
) throws(SimilarityError) -> [Float] {
    guard !query.isEmpty, rows.count % query.count == 0 else {
        throw SimilarityError(
            code: .wrongDimensions,
            message: "expected rows of \(query.count) floats, got \(rows.count) floats")
    }
    let count = rows.count / query.count
    let kernel = unsafe Kernels.active.dotRowsF32
    return unsafe [Float](unsafeUninitializedCapacity: count) { results, filled in
        unsafe query.withUnsafeBufferPointer { query in
            unsafe rows.withUnsafeBufferPointer { rows in
                guard let x = query.baseAddress, let y = rows.baseAddress,
                    let z = results.baseAddress
                else { return }
                unsafe kernel(x, y, query.count, query.count, count, z)
                filled = count
            }
        }
    }
}

private typealias Results = (start: UnsafeMutablePointer<Int32>, count: Int)

private func eachRow<Element>(
    _ query: Span<Element>, _ rows: Span<Element>, _ results: inout MutableSpan<Int32>,
    _ kernel: (UnsafePointer<Element>, UnsafePointer<Element>, Results, Int) -> Void
) throws(SimilarityError) {
    let wanted = query.count.multipliedReportingOverflow(by: results.count)
    guard !wanted.overflow, !query.isEmpty, rows.count == wanted.partialValue else {
        throw SimilarityError(
            code: .wrongDimensions,
            message: "expected \(results.count) rows of \(query.count), got \(rows.count) numbers")
    }
    unsafe results.withUnsafeMutableBufferPointer { results in
        unsafe query.withUnsafeBufferPointer { query in
            unsafe rows.withUnsafeBufferPointer { rows in
                guard let x = query.baseAddress, let y = rows.baseAddress,
                    let z = results.baseAddress
                else { return }
                unsafe kernel(x, y, (z, results.count), query.count)
            }
        }
    }
}
