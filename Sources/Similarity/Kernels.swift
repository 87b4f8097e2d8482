/// The kernels of one tier, as plain C functions: a call costs one jump and no reference counting.
@safe struct Kernels: Sendable {
    typealias Floats = UnsafePointer<Float>
    typealias Scores = UnsafeMutablePointer<Float>
    typealias Words = UnsafePointer<Int32>
    typealias PairF32 = @convention(c) (Floats, Floats, Int) -> Float
    typealias PairF16 = @convention(c) (UnsafePointer<UInt16>, UnsafePointer<UInt16>, Int) -> Float
    typealias Bytes = UnsafePointer<Int8>
    typealias PairI8 = @convention(c) (Bytes, Bytes, Int) -> Int32
    typealias RowsI8 =
        @convention(c) (Bytes, Bytes, Int, Int, Int, UnsafeMutablePointer<Int32>) -> Void
    typealias Bits = UnsafePointer<UInt8>
    typealias Hamming = @convention(c) (Bits, Bits, Int) -> Int
    typealias HammingRows =
        @convention(c) (Bits, Bits, Int, Int, Int, UnsafeMutablePointer<Int32>) -> Void
    typealias RowsF32 = @convention(c) (Floats, Floats, Int, Int, Int, Scores) -> Void
    typealias ScoreRowsF32 =
        @convention(c) (Floats, Floats, Int, Int, UnsafePointer<UInt32>, Int, Scores) -> Void
    typealias NextAbove = @convention(c) (Floats, UnsafePointer<UInt64>, Int, Int, Float) -> Int
    typealias CollectAbove =
        @convention(c) (
            Floats, UnsafePointer<UInt64>, Int, Float, Int, Scores, UnsafeMutablePointer<UInt32>
        ) -> Int
    typealias KeepAbove =
        @convention(c) (Scores, UnsafeMutablePointer<UInt32>, Int, Float) -> Int
    typealias FindExtremes = @convention(c) (Floats, Int, Scores) -> Void
    typealias CountAbove = @convention(c) (Floats, Int, Float) -> Int
    typealias NextAboveInTile = @convention(c) (Floats, Int, Int, Floats) -> Int
    typealias QuantiseRow =
        @convention(c) (Floats, Int, Float, UnsafeMutableRawPointer, Int) -> Void
    typealias ScanCodes = @convention(c) (UnsafeRawPointer, Int, Int, Words, Float, Scores) -> Void
    typealias ScanCodes4 =
        @convention(c) (UnsafeRawPointer, Int, Int, Words, Floats, Scores, Int) -> Void

    typealias RankScores = @convention(c) (Floats, Int, UnsafeMutablePointer<UInt32>) -> Void
    typealias SketchTables = @convention(c) (Floats, Int, UnsafeMutableRawPointer, Scores) -> Void
    typealias ScanSketches4 =
        @convention(c) (
            UnsafeRawPointer, Int, Int, UnsafeRawPointer, Floats, Scores, Int
        ) -> Void
    typealias SketchRow =
        @convention(c) (Floats, Int, Float, UnsafeMutableRawPointer, Int) -> Void
    typealias WriteCodeRow = @convention(c) (Floats, Int, Float, UnsafeMutableRawPointer) -> Float
    typealias ScoreCodeRows =
        @convention(c) (
            UnsafeRawPointer, Floats, Int, Int, UnsafePointer<UInt32>, Int, Bytes, Floats, Scores
        ) -> Void
    typealias Rotate = @convention(c) (Scores, Floats, Int, Int, Int) -> Void
    typealias MutableWords = UnsafeMutablePointer<UInt64>
    typealias KeepEqual8 = @convention(c) (UnsafeRawPointer, UInt8, MutableWords, Int) -> Void
    typealias KeepEqual16 = @convention(c) (UnsafeRawPointer, UInt16, MutableWords, Int) -> Void
    typealias KeepEqual32 = @convention(c) (UnsafeRawPointer, UInt32, MutableWords, Int) -> Void
    typealias KeepBetween8 =
        @convention(c) (UnsafeRawPointer, Int8, Int8, MutableWords, Int) -> Void
    typealias KeepBetween64 =
        @convention(c) (UnsafeRawPointer, Int64, Int64, MutableWords, Int) -> Void

    let dotF32: PairF32
    let squaredDistanceF32: PairF32
    let dotRowsF32: RowsF32
    let scoreRowsF32: ScoreRowsF32
    let dotF16: PairF16
    let squaredDistanceF16: PairF16
    let dotI8: PairI8
    let squaredDistanceI8: PairI8
    let dotRowsI8: RowsI8
    let hamming: Hamming
    let hammingRows: HammingRows
    let prefetch: @convention(c) (UnsafeRawPointer, Int) -> Void
    let nextAbove: NextAbove
    let collectAbove: CollectAbove
    let keepAbove: KeepAbove
    let findExtremes: FindExtremes
    let countAbove: CountAbove
    /// Queries and rows of one call of `dotTileF32`, and the call.
    let tileColumns: Int
    let tileRows: Int
    let dotTileF32: RowsF32
    let nextAboveInTile: NextAboveInTile
    let rotate: Rotate
    let quantiseRow: QuantiseRow
    let scanCodes: ScanCodes
    let scanCodes4: ScanCodes4
    let rankScores: RankScores
    /// Dimensions that share a byte of a sketch.
    let sketchBits: Int
    let sketchTables: SketchTables
    let scanSketches4: ScanSketches4
    let sketchRow: SketchRow
    let writeCodeRow: WriteCodeRow
    let scoreCodeRows: ScoreCodeRows
    let keepEqual8: KeepEqual8
    let keepEqual16: KeepEqual16
    let keepEqual32: KeepEqual32
    let keepBetween8: KeepBetween8
    let keepBetween64: KeepBetween64

    /// The kernels of the tier that serves this process.
    static let active = of(.active)

    static func of(_ tier: InstructionSet) -> Kernels {
        switch tier {
        case .base: .base
        case .v3: .v3
        case .v4: .v4
        }
    }
}
