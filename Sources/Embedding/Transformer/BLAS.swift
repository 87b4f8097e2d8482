#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Matrix multiplication by OpenBLAS, loaded when the first transformer is.
///
/// It's no dependency at build time: who uses no transformer needs no OpenBLAS. Each call uses the
/// caller's thread only.
@safe struct BLAS: Sendable {
    private typealias MultiplyFunction =
        @convention(c) @Sendable (
            Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>, Int32,
            UnsafePointer<Float>, Int32, Float, UnsafeMutablePointer<Float>, Int32
        ) -> Void

    private let function: MultiplyFunction

    /// The multiplications of at most so many products that run on the matrices as they are.
    ///
    /// Larger ones copy both matrices first. On processors with AVX-512 OpenBLAS has kernels for
    /// small products (0.3.21: up to 100³), which are a third faster for single texts; else 0.
    let smallProducts: Int

    /// A row-major matrix somewhere in memory.
    @safe struct Matrix {
        var values: UnsafePointer<Float>
        /// The distance between rows, in values.
        var stride: Int
    }

    /// The library, or why it cannot be used.
    static let shared = Result { () throws(ModelError) in try BLAS() }

    private init() throws(ModelError) {
        // Read once, while the library is loaded: without it OpenBLAS starts threads nobody uses.
        unsafe setenv("OPENBLAS_NUM_THREADS", "1", 0)
        guard let library = unsafe dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL),
            let multiply = unsafe dlsym(library, "cblas_sgemm"),
            let setThreads = unsafe dlsym(library, "openblas_set_num_threads"),
            let coreName = unsafe dlsym(library, "openblas_get_corename")
        else {
            throw ModelError(
                .unavailable,
                "OpenBLAS cannot be loaded: install it (Debian: apt-get install libopenblas0)")
        }
        typealias SetThreads = @convention(c) (Int32) -> Void
        unsafe unsafeBitCast(setThreads, to: SetThreads.self)(1)
        typealias CoreName = @convention(c) () -> UnsafePointer<CChar>
        let core = unsafe String(cString: unsafeBitCast(coreName, to: CoreName.self)())
        let small = ["SkylakeX", "Cooperlake", "SapphireRapids"].contains(core)
        smallProducts = small ? 1_000_000 : 0
        unsafe function = unsafe unsafeBitCast(multiply, to: MultiplyFunction.self)
    }

    /// Computes `scale · left · right` or, if asked, `scale · left · rightᵀ`, plus `factor · result`.
    ///
    /// - Parameters:
    ///   - left: `rows` × `inner`.
    ///   - right: `inner` × `columns`, or `columns` × `inner` if transposed.
    ///   - transposed: Whether `right` is.
    ///   - rows: The rows of `left` and of the result.
    ///   - columns: The columns of the result.
    ///   - inner: The columns of `left`.
    ///   - scale: What the product is multiplied by.
    ///   - factor: What the result's former values are multiplied by.
    ///   - result: `rows` × `columns`.
    ///   - resultStride: The distance between rows of the result, in values.
    func multiply(
        _ left: Matrix, _ right: Matrix, transposed: Bool, rows: Int, columns: Int, inner: Int,
        scale: Float = 1, adding factor: Float = 0,
        into result: UnsafeMutablePointer<Float>, resultStride: Int
    ) {
        let rowMajor: Int32 = 101
        unsafe function(
            rowMajor, 111, transposed ? 112 : 111, Int32(rows), Int32(columns), Int32(inner),
            scale, left.values, Int32(left.stride), right.values, Int32(right.stride), factor,
            result, Int32(resultStride))
    }
}
