#!/usr/bin/env python3
"""Measures the similarity core against C, NumKong, FAISS, hnswlib and OpenBLAS: one process, one thread, in turns.

    compare.py [VECTORS.f32 QUERIES.f32] [--rows 100000] [--dims 256] [--rounds 15] [--no-hnsw] [--only NAME,...]

Each figure is the median over the rounds of the thread's CPU time; a ratio is the median of the rounds' ratios.
Without files it takes vectors of made-up leads, kept beside the tools. Run by Scripts/bench similarity, which builds
what it loads.
"""
import argparse, ctypes, os, pathlib, statistics, sys, time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
# Left alone, OpenBLAS may take AVX2 kernels on a new processor; its AVX-512 ones are the stronger anchor.
os.environ.pop("OPENBLAS_L2_SIZE", None), os.environ.pop("OPENBLAS_CORETYPE", None)
if "avx512f" in pathlib.Path("/proc/cpuinfo").read_text():
    os.environ["OPENBLAS_CORETYPE"] = "SkylakeX"
import faiss, hnswlib, numkong, numpy as np

from vectors import own_vectors

HERE = pathlib.Path(__file__).resolve().parent
faiss.omp_set_num_threads(1)
size, pointer = ctypes.c_ssize_t, lambda a: ctypes.c_void_p(a.ctypes.data)


def load(path, **functions):
    library = ctypes.CDLL(str(path))
    for name, (result, *arguments) in functions.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


P, Z, B = ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_bool
swift = load(HERE.parent / ".build/release/libSimilarityBench.so", bench_open=(P, Z, Z), bench_insert=(Z, P, P, Z),
             bench_search=(Z, P, B, P, Z, P, Z, P), bench_search_batch=(Z, P, B, P, Z, Z, P),
             bench_dot_i8=(B, P, P, Z, Z, P), bench_hamming=(B, P, P, Z, Z, P))
anchor = load(HERE.parent / ".build/exact_scan.so", anchor_copy=(P, P, Z), anchor_search=(None, P, Z, Z, P, Z, P))


def turns(rounds, **sides):
    """Median CPU seconds of each side, the sides taking turns, and the ratios to the first."""
    times = {name: [] for name in sides}
    for turn in range(rounds + 1):
        for name, side in sides.items():
            start = time.thread_time()
            side()
            if turn:
                times[name].append(time.thread_time() - start)
    return {name: statistics.median(t) for name, t in times.items()}, times


def report(title, unit, scale, medians, times, ours):
    print(f"\n{title}")
    for name, seconds in medians.items():
        ratio = statistics.median(b / a for a, b in zip(times[ours], times[name]))
        print(f"  {name:28} {seconds * scale:10.3f} {unit}   {ratio:6.2f} x ours")


def recall(found, truth):
    return np.mean([len(set(map(int, a)) & set(map(int, b))) / len(b) for a, b in zip(found, truth)])


class Ours:
    def __init__(self, vectors, rerank=50):
        self.handle = swift.bench_open(vectors.shape[1], rerank)
        start = time.thread_time()
        assert swift.bench_insert(self.handle, pointer(vectors), len(vectors)) == len(vectors)
        self.load = time.thread_time() - start

    def search(self, queries, k, exact, words=np.zeros(0, np.uint64)):
        rows = np.zeros((len(queries), k), np.uint32)
        for query, out in zip(queries, rows):
            swift.bench_search(self.handle, exact, pointer(query), k, pointer(words), len(words), pointer(out))
        return rows

    def batch(self, queries, k, exact):
        rows = np.zeros((len(queries), k), np.uint32)
        assert swift.bench_search_batch(self.handle, exact, pointer(queries), len(queries), k, pointer(rows)) == len(queries)
        return rows


def single(a, ours, vectors, queries):
    copy, some = anchor.anchor_copy(pointer(vectors), vectors.size), queries[: 8 if a.rows > 200_000 else 32]
    flat = faiss.IndexFlatIP(a.dims)
    flat.add(vectors)
    out = np.zeros(10, np.uint32)

    def c():
        for query in some:
            anchor.anchor_search(copy, a.dims, a.rows, pointer(query), 10, pointer(out))

    sides = dict(ours_exact=lambda: ours.search(some, 10, True), ours_4bit=lambda: ours.search(some, 10, False), c_avx512=c,
                 faiss_flat=lambda: [flat.search(q[None], 10) for q in some])
    medians, times = turns(a.rounds, **sides)
    report(f"one query, {a.rows} x {a.dims}, top 10", "ms", 1e3 / len(some), medians, times, "ours_exact")


def quality(a, ours, queries):
    truth = ours.batch(queries, 10, True)
    one = ours.search(queries[:200], 10, True)
    print(f"\nrecall@10 over {len(queries)} queries: 4-bit + re-rank {recall(ours.search(queries, 10, False), truth):.5f}, "
          f"4-bit batch {recall(ours.batch(queries, 10, False), truth):.5f}, exact single/batch {recall(one, truth[:200]):.5f}")
    return truth


def hnsw(a, ours, vectors, queries, truth):
    graph = hnswlib.Index("ip", a.dims)
    graph.set_num_threads(1)
    start = time.thread_time()
    graph.init_index(a.rows, M=16, ef_construction=200)
    graph.add_items(vectors, num_threads=1)
    print(f"\nhnswlib build {time.thread_time() - start:.1f} s; ours {ours.load:.2f} s")
    graph.set_ef(256)
    found = graph.knn_query(queries, 10, num_threads=1)[0]
    some = queries[:32]
    medians, times = turns(a.rounds, ours_4bit=lambda: ours.search(some, 10, False),
                           hnswlib_ef256=lambda: [graph.knn_query(q[None], 10, num_threads=1) for q in some])
    report(f"hnswlib recall@10 {recall(found, truth):.4f}", "ms", 1e3 / 32, medians, times, "ours_4bit")


def batches(a, ours, vectors, queries):
    queries = np.ascontiguousarray(queries[:256])
    flat = faiss.IndexFlatIP(a.dims)
    flat.add(vectors)
    blas = ctypes.CDLL("libopenblas.so.0")
    scores = np.empty((256, 8192), np.float32)

    def sgemm():  # blocks of rows, so that the scores stay in the cache; no top-k
        for first in range(0, a.rows, 8192):
            n = min(8192, a.rows - first)
            blas.cblas_sgemm(101, 111, 112, 256, n, a.dims, ctypes.c_float(1), pointer(queries), a.dims,
                             ctypes.c_void_p(vectors.ctypes.data + 4 * first * a.dims), a.dims, ctypes.c_float(0), pointer(scores), 8192)

    def numpy_sgemm():
        for first in range(0, a.rows, 8192):
            n = min(8192, a.rows - first)
            np.matmul(queries, vectors[first:first + n].T, out=scores[:, :n] if n == 8192 else None)

    sides = dict(ours_batch_topk=lambda: ours.batch(queries, 10, True), ours_4bit_batch=lambda: ours.batch(queries, 10, False),
                 openblas_sgemm=sgemm, numpy_openblas_sgemm=numpy_sgemm, faiss_flat_topk=lambda: faiss_flat(flat, queries, False),
                 faiss_flat_blas_topk=lambda: faiss_flat(flat, queries, True))
    medians, times = turns(max(3, a.rounds // 3), **sides)
    report(f"256 queries, {a.rows} x {a.dims}, top 10", "ms", 1e3, medians, times, "ours_batch_topk")


def faiss_flat(flat, queries, blas):
    faiss.cvar.distance_compute_blas_threshold = 1 if blas else 128_000  # the latter is the default
    flat.search(queries, 10)


def bytes_(a, vectors, queries):
    codes, query = (np.clip(np.round(x * (127 / np.abs(x).max(axis=1, keepdims=True))), -127, 127).astype(np.int8)
                    for x in (vectors, queries[:1]))
    bits, bit = (np.ascontiguousarray(np.packbits(x > 0, axis=1)) for x in (vectors, queries[:1]))
    out, wide = np.zeros(a.rows, np.int32), a.dims // 8
    ours_i8 = lambda: swift.bench_dot_i8(pointer(query), pointer(codes), a.dims, a.rows, pointer(out))
    kong_i8 = lambda: numkong.cdist(query, codes, "dot")
    ours_i8()
    assert np.array_equal(out, codes.astype(np.int32) @ query[0].astype(np.int32))
    packed = numkong.dots_pack(codes)
    report_bytes("int8 inner product", a, ours_i8, kong_i8, lambda: numkong.dots_packed(query, packed))
    ours_h = lambda: swift.bench_hamming(pointer(bit), pointer(bits), wide, a.rows, pointer(out))
    kong_h = lambda: numkong.cdist(bit, bits, "hamming", dtype="uint1", out_dtype="float32")
    packed_bits = numkong.hammings_pack(bits)
    ours_h()
    assert np.array_equal(out, np.bitwise_count(bits ^ bit).sum(axis=1, dtype=np.int32))
    assert np.array_equal(out, np.asarray(kong_h())[0])
    report_bytes("Hamming", a, ours_h, kong_h, lambda: numkong.hammings_packed(bit, packed_bits))


def report_bytes(title, a, ours, kong, packed):
    repeat = lambda side: lambda: [side() for _ in range(10)]
    medians, times = turns(a.rounds, ours=repeat(ours), numkong_cdist=repeat(kong), numkong_packed=repeat(packed))
    report(f"{title}, one query, {a.rows} x {a.dims}", "ms", 100, medians, times, "ours")


def filters(a, ours, queries):
    rng, some = np.random.default_rng(1), queries[:32]
    print("\nfilters, ms of CPU a query and recall@10 against the exact scan under the same filter")
    sides, words = {}, {}
    for share in (1, 0.5, 0.1, 0.01, 0.001):
        keep = np.packbits(rng.random((a.rows + 63) // 64 * 64) < share, bitorder="little").view(np.uint64)
        words[share] = keep
        sides[f"{share:.1%}"] = lambda keep=keep: ours.search(some, 10, False, keep)
    sides["no filter"] = lambda: ours.search(some, 10, False)
    medians, _ = turns(a.rounds, **sides)
    for share, keep in words.items():
        r = recall(ours.search(queries[:300], 10, False, keep), ours.search(queries[:300], 10, True, keep))
        print(f"  {share:6.1%}  {medians[f'{share:.1%}'] * 1e3 / 32:8.3f} ms  recall {r:.5f}")
    print(f"  none    {medians['no filter'] * 1e3 / 32:8.3f} ms")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("vectors", nargs="?"), p.add_argument("queries", nargs="?")
    p.add_argument("--rows", type=int, default=100_000), p.add_argument("--dims", type=int, default=256)
    p.add_argument("--rounds", type=int, default=15), p.add_argument("--no-hnsw", action="store_true")
    p.add_argument("--only", default="single,quality,hnsw,batches,bytes,filters")
    p.add_argument("--folder", type=pathlib.Path, default=HERE.parents[1] / ".leadline/tools/bench/vectors")
    a = p.parse_args()
    if a.vectors and not a.queries:
        p.error("give both files, or none")
    if not a.vectors:
        a.vectors, a.queries = own_vectors(a.folder, a.rows)
    vectors = np.fromfile(a.vectors, "<f4", a.rows * a.dims).reshape(-1, a.dims)
    queries = np.fromfile(a.queries, "<f4").reshape(-1, a.dims)
    if len(vectors) < a.rows:
        sys.exit(f"{a.vectors} holds {len(vectors)} rows, not {a.rows}")
    ours, only = Ours(vectors), a.only.split(",")
    print(f"loaded {a.rows} in {ours.load:.2f} s of CPU; LEADLINE_ISA={os.environ.get('LEADLINE_ISA', '(widest)')}")
    if "single" in only: single(a, ours, vectors, queries)
    truth = quality(a, ours, queries) if "quality" in only or "hnsw" in only else None
    if "hnsw" in only and not a.no_hnsw: hnsw(a, ours, vectors, queries, truth)
    if "batches" in only: batches(a, ours, vectors, queries)
    if "bytes" in only: bytes_(a, vectors, queries)
    if "filters" in only: filters(a, ours, queries)


main()
