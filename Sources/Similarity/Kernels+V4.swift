import SimilarityKernelsV4

extension Kernels {
    static let v4 = unsafe Kernels(
        dotF32: { unsafe SimilarityKernelsV4.dotF32($0, $1, $2) },
        squaredDistanceF32: { unsafe SimilarityKernelsV4.squaredDistanceF32($0, $1, $2) },
        dotRowsF32: { unsafe SimilarityKernelsV4.dotRowsF32($0, $1, $2, $3, $4, $5) },
        scoreRowsF32: {
            unsafe SimilarityKernelsV4.scoreRowsF32($0, $1, $2, $3, $4, $5, $6)
        },
        dotF16: { unsafe SimilarityKernelsV4.dotF16($0, $1, $2) },
        squaredDistanceF16: { unsafe SimilarityKernelsV4.squaredDistanceF16($0, $1, $2) },
        dotI8: { unsafe SimilarityKernelsV4.dotI8($0, $1, $2) },
        squaredDistanceI8: { unsafe SimilarityKernelsV4.squaredDistanceI8($0, $1, $2) },
        dotRowsI8: { unsafe SimilarityKernelsV4.dotRowsI8($0, $1, $2, $3, $4, $5) },
        hamming: { unsafe SimilarityKernelsV4.hamming($0, $1, $2) },
        hammingRows: { unsafe SimilarityKernelsV4.hammingRows($0, $1, $2, $3, $4, $5) },
        prefetch: { unsafe SimilarityKernelsV4.prefetch($0, $1) },
        nextAbove: { unsafe SimilarityKernelsV4.nextAbove($0, $1, $2, $3, $4) },
        collectAbove: {
            unsafe SimilarityKernelsV4.collectAbove($0, $1, $2, $3, $4, $5, $6)
        },
        keepAbove: { unsafe SimilarityKernelsV4.keepAbove($0, $1, $2, $3) },
        findExtremes: { unsafe SimilarityKernelsV4.findExtremes($0, $1, $2) },
        countAbove: { unsafe SimilarityKernelsV4.countAbove($0, $1, $2) },
        tileColumns: SimilarityKernelsV4.tileColumns,
        tileRows: SimilarityKernelsV4.tileRows,
        dotTileF32: { unsafe SimilarityKernelsV4.dotTileF32($0, $1, $2, $3, $4, $5) },
        nextAboveInTile: { unsafe SimilarityKernelsV4.nextAboveInTile($0, $1, $2, $3) },
        rotate: { unsafe SimilarityKernelsV4.rotate($0, $1, $2, $3, $4) },
        quantiseRow: { unsafe SimilarityKernelsV4.quantiseRow($0, $1, $2, $3, $4) },
        scanCodes: { unsafe SimilarityKernelsV4.scanCodes($0, $1, $2, $3, $4, $5) },
        scanCodes4: { unsafe SimilarityKernelsV4.scanCodes4($0, $1, $2, $3, $4, $5, $6) },
        rankScores: { unsafe SimilarityKernelsV4.rankScores($0, $1, $2) },
        sketchBits: SimilarityKernelsV4.sketchBits,
        sketchTables: { unsafe SimilarityKernelsV4.sketchTables($0, $1, $2, $3) },
        scanSketches4: {
            unsafe SimilarityKernelsV4.scanSketches4($0, $1, $2, $3, $4, $5, $6)
        },
        sketchRow: { unsafe SimilarityKernelsV4.sketchRow($0, $1, $2, $3, $4) },
        writeCodeRow: { unsafe SimilarityKernelsV4.writeCodeRow($0, $1, $2, $3) },
        scoreCodeRows: {
            unsafe SimilarityKernelsV4.scoreCodeRows($0, $1, $2, $3, $4, $5, $6, $7, $8)
        },
        keepEqual8: { unsafe SimilarityKernelsV4.keepEqual8($0, $1, $2, $3) },
        keepEqual16: { unsafe SimilarityKernelsV4.keepEqual16($0, $1, $2, $3) },
        keepEqual32: { unsafe SimilarityKernelsV4.keepEqual32($0, $1, $2, $3) },
        keepBetween8: { unsafe SimilarityKernelsV4.keepBetween8($0, $1, $2, $3, $4) },
        keepBetween64: { unsafe SimilarityKernelsV4.keepBetween64($0, $1, $2, $3, $4) }
    )
}
