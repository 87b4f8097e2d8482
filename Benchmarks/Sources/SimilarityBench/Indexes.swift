import Similarity

/// Both indexes over the same vectors, kept alive by a retained pointer in the driver.
final class Indexes {
    var quantised: QuantisedIndex
    let dimensions: Int

    init(dimensions: Int, rerank: Int) throws(SimilarityError) {
        self.dimensions = dimensions
        quantised = try QuantisedIndex(dimensions: dimensions, seed: 1, rerank: rerank)
    }
}

/// Makes an empty index; null when the arguments are refused.
@_cdecl("bench_open")
public func open(dimensions: Int, rerank: Int) -> UnsafeMutableRawPointer? {
    guard let indexes = try? Indexes(dimensions: dimensions, rerank: rerank) else { return nil }
    return unsafe Unmanaged.passRetained(indexes).toOpaque()
}

/// Adds rows; returns how many were accepted.
@_cdecl("bench_insert")
public func insert(_ handle: UnsafeRawPointer, _ floats: UnsafePointer<Float>, _ count: Int) -> Int
{
    let indexes = unsafe Unmanaged<Indexes>.fromOpaque(handle).takeUnretainedValue()
    for row in 0..<count {
        let start = unsafe floats + row * indexes.dimensions
        let vector = unsafe Span(_unsafeStart: start, count: indexes.dimensions)
        guard (try? indexes.quantised.insert(vector)) != nil else { return row }
    }
    return count
}

/// Searches one query and returns the number of hits; `words` 0 means no filter.
@_cdecl("bench_search")
public func search(
    _ handle: UnsafeRawPointer, _ exact: Bool, _ query: UnsafePointer<Float>, _ k: Int,
    _ filter: UnsafePointer<UInt64>, _ words: Int, _ rows: UnsafeMutablePointer<UInt32>
) -> Int {
    let indexes = unsafe Unmanaged<Indexes>.fromOpaque(handle).takeUnretainedValue()
    let query = unsafe Span(_unsafeStart: query, count: indexes.dimensions)
    let bitmap: RowBitmap? =
        words == 0
        ? nil : unsafe RowBitmap(words: Array(UnsafeBufferPointer(start: filter, count: words)))
    let hits =
        exact
        ? try? indexes.quantised.vectors.search(query, k: k, filter: bitmap)
        : try? indexes.quantised.search(query, k: k, filter: bitmap)
    guard let hits else { return -1 }
    for (place, hit) in hits.enumerated() { unsafe rows[place] = hit.row }
    return hits.count
}

/// Searches a batch; returns the number of queries answered.
@_cdecl("bench_search_batch")
public func searchBatch(
    _ handle: UnsafeRawPointer, _ exact: Bool, _ queries: UnsafePointer<Float>, _ count: Int,
    _ k: Int, _ rows: UnsafeMutablePointer<UInt32>
) -> Int {
    let indexes = unsafe Unmanaged<Indexes>.fromOpaque(handle).takeUnretainedValue()
    let queries = unsafe Span(_unsafeStart: queries, count: count * indexes.dimensions)
    let answers =
        exact
        ? try? indexes.quantised.vectors.search(batch: queries, k: k)
        : try? indexes.quantised.search(batch: queries, k: k)
    guard let answers else { return -1 }
    for (slot, hits) in answers.enumerated() {
        for (place, hit) in hits.enumerated() { unsafe rows[slot * k + place] = hit.row }
    }
    return answers.count
}
